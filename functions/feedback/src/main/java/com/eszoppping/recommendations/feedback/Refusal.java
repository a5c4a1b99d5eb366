package com.eszoppping.recommendations.feedback;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/**
 * Why an event was not accepted.
 *
 * @param index its place in the request, from 0
 * @param field the field that was wrong
 * @param detail what was wrong with it, as a sentence
 */
record Refusal(int index, String field, String detail) {
    static ArrayNode json(List<Refusal> refusals) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Refusal refusal : refusals) {
            array.addObject()
                    .put("index", refusal.index())
                    .put("field", refusal.field())
                    .put("detail", refusal.detail());
        }
        return array;
    }
}

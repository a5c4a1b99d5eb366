package com.eszoppping.recommendations.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of a request, each judged on its own.
 *
 * @param lines the accepted ones as lines of the session log
 * @param places where in the request each of these stands
 * @param refused the others
 */
record JudgedEvents(List<String> lines, List<Integer> places, List<Refusal> refused) {
    static JudgedEvents of(List<JsonNode> events, Instant now) {
        JudgedEvents judged = new JudgedEvents(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int place = 0; place < events.size(); place++) {
            judged.judge(place, events.get(place), now);
        }
        return judged;
    }

    private void judge(int place, JsonNode event, Instant now) {
        try {
            lines.add(FeedbackEvent.of(event, now).line(now));
            places.add(place);
        } catch (RefusedFieldException e) {
            refused.add(new Refusal(place, e.field(), e.getMessage()));
        }
    }
}

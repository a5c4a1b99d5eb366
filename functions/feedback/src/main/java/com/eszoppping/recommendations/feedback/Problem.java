package com.eszoppping.recommendations.feedback;

import com.eszoppping.recommendations.http.Quote;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * An error as RFC 9457 describes it.
 *
 * @param status the HTTP status
 * @param title the same for all problems of the kind
 * @param detail what was wrong with this request, as a sentence
 * @param more further members of the document
 * @param headers what the answer must carry beside it
 */
record Problem(int status, String title, String detail, ObjectNode more, Map<String, String> headers) {
    private static final int RETRY_AFTER_SECONDS = 5;

    static Problem badBody(String detail) {
        return of(400, "Invalid body", detail);
    }

    /** The body is JSON, but not what is expected in one place. */
    static Problem badParameter(String parameter, String detail) {
        return of(400, "Invalid parameter", detail, object().put("parameter", parameter));
    }

    /** Not one event could be accepted. */
    static Problem nothingAccepted(List<Refusal> refused) {
        Refusal first = refused.getFirst();
        ObjectNode more = object().put("parameter", "events[" + first.index() + "]." + first.field());
        more.set("refused", Refusal.json(refused));
        return of(400, "No event accepted", first.detail(), more);
    }

    static Problem tooLarge(int bytes, int maxBytes) {
        return of(
                413,
                "Content too large",
                "The body has at most " + maxBytes + " bytes, but this one has " + bytes
                        + "; send fewer events at once.");
    }

    static Problem unsupportedType(String type) {
        String found = type.isEmpty() ? "there is none" : "this is '" + Quote.of(type) + "'";
        return of(415, "Unsupported media type", "The header 'Content-Type' is 'application/json', but " + found + ".");
    }

    /**
     * Some events could not be made durable in time.
     *
     * @param accepted how many could
     * @param notAccepted the places in the request of those that could not
     */
    static Problem notKept(int accepted, List<Integer> notAccepted, List<Refusal> refused) {
        ObjectNode more = object().put("accepted", accepted);
        ArrayNode indexes = more.putArray("notAccepted");
        notAccepted.forEach(indexes::add);
        more.set("refused", Refusal.json(refused));
        return new Problem(
                503,
                "Service unavailable",
                "Events could not be kept right now: " + notAccepted.size()
                        + ". Send them again; those that were kept already count once.",
                more,
                Map.of("Retry-After", String.valueOf(RETRY_AFTER_SECONDS)));
    }

    static Problem internalError() {
        return of(500, "Internal error", "Something went wrong on our side; it is in our log.");
    }

    private static Problem of(int status, String title, String detail) {
        return of(status, title, detail, object());
    }

    private static Problem of(int status, String title, String detail, ObjectNode more) {
        return new Problem(status, title, detail, more, Map.of());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

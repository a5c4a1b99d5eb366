package com.eszoppping.recommendations.feedback;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What happened to a product, in the frontend's words and in the log's. */
enum EventKind {
    VIEW("VIEW_PRODUCT"),
    /** To the log a view that came from a list. */
    CLICK("VIEW_PRODUCT"),
    PURCHASE("BUY_PRODUCT"),
    RETURN("RETURN_PRODUCT");

    private final String inTheLog;

    EventKind(String inTheLog) {
        this.inTheLog = inTheLog;
    }

    String inTheLog() {
        return inTheLog;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<EventKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** All of the frontend's words, for messages. */
    static String words() {
        return Arrays.stream(values()).map(kind -> '"' + kind.word() + '"').collect(Collectors.joining(", "));
    }
}

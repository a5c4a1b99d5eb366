package com.eszoppping.recommendations.feedback;

import java.util.List;

/** Some events could not be made durable now; sending them again is safe. Its message has nothing of their content. */
public final class EventsNotKeptException extends RuntimeException {
    private final transient List<Integer> lines;

    /**
     * @param reason why, as a sentence
     * @param lines the indexes of the lines that are not sure to be durable
     * @param cause what happened, or null
     */
    public EventsNotKeptException(String reason, List<Integer> lines, Throwable cause) {
        super(reason, cause);
        this.lines = List.copyOf(lines);
    }

    /** The indexes of the lines that are not sure to be durable, in order. */
    public List<Integer> lines() {
        return lines;
    }
}

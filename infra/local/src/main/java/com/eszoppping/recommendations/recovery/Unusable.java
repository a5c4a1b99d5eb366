package com.eszoppping.recommendations.recovery;

import com.eszoppping.recommendations.lines.RejectReason;

/**
 * Why a line is not replayed.
 *
 * @param reason its name, by which such lines are counted
 * @param sentence the reason for people
 */
record Unusable(String reason, String sentence) {
    static final Unusable UNKNOWN_EVENT_TYPE =
            new Unusable("UNKNOWN_EVENT_TYPE", "event_type is none that a training counts.");
    static final Unusable NO_SUCH_LINE =
            new Unusable("NO_SUCH_LINE", "The log has no such line any more, or it is blank.");

    static Unusable of(RejectReason reason) {
        return new Unusable(reason.name(), reason.sentence());
    }
}

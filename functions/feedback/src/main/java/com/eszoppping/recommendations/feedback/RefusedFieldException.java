package com.eszoppping.recommendations.feedback;

/** An event cannot be accepted because of one of its fields; the message says why, as a sentence. */
final class RefusedFieldException extends RuntimeException {
    private final String field;

    RefusedFieldException(String field, String detail) {
        super(detail, null, false, false);
        this.field = field;
    }

    String field() {
        return field;
    }
}

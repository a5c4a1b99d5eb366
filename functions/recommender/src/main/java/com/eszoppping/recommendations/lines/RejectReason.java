package com.eszoppping.recommendations.lines;

/** Why a line of a catalogue, a session log or the exposures, or the rest of a file, could not be used. */
public enum RejectReason {
    TOO_LONG("The line is longer than 1 MiB."),
    INVALID_UTF8("The line is not valid UTF-8."),
    BROKEN_JSON("The line is not one whole JSON value."),
    OVER_LIMITS("The line is nested deeper than 500 levels, or has a number or a field name that is absurdly long."),
    NOT_AN_OBJECT("The line is JSON, but not an object."),
    MISSING_SESSION_ID("session_id is absent or null."),
    MISSING_PRODUCT_ID("product_id is absent or null."),
    MISSING_TIMESTAMP("timestamp is absent or null."),
    MISSING_EVENT_TYPE("event_type is absent or null."),
    NOT_AN_ID("An id is neither a text nor a whole number, or is empty, longer than 256 bytes or not valid Unicode."),
    BAD_TIMESTAMP("timestamp is not an existing ISO 8601 date and time of the years 1970 to 2200."),
    BAD_EVENT_TYPE("event_type is not a text."),
    BAD_DISCOUNT("offered_discount is an object or an array."),
    UNKNOWN_PRODUCT("The catalogue has no product with this product_id."),
    NOT_AN_EXPOSURE("The line is JSON, but not of the type 'exposure'."),
    MISSING_RECOMMENDATION_ID("recommendationId of the exposure is absent, null or no id."),
    BAD_EXPOSURE_TIME("time of the exposure is absent, null or not like 2026-11-24T02:00:00Z."),
    MISSING_VARIANT("The exposure names an experiment, but variant is absent, null or not a text."),
    MISSING_VISITOR("The exposure names an experiment, but visitor is absent, null or not a text."),
    BAD_PRODUCTS("products of the exposure is not a list of texts."),
    CORRUPT_GZIP("The file's gzip data is corrupt or cut off; what came before was read, the rest is lost.");

    private final String sentence;

    RejectReason(String sentence) {
        this.sentence = sentence;
    }

    /** The reason as a sentence for people. */
    public String sentence() {
        return sentence;
    }
}

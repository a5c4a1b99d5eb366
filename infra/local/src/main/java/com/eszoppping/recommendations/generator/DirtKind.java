package com.eszoppping.recommendations.generator;

/**
 * The ways in which a real export is dirty. A line of the session log has at most one kind of its own, so that the
 * counts are exact.
 */
public enum DirtKind {
    /** A line of a registered user says {@code "user_id":null}; the session's other lines still know. */
    NULL_USER(false),
    /** A line says {@code "product_id":null}. */
    NULL_PRODUCT(true),
    /** A line's timestamp is like {@code 2021-03-09T213:31:58}. */
    BAD_TIMESTAMP(true),
    /** A line is not JSON, though it has its end. */
    BROKEN_JSON(true),
    /** A line stops in the middle. */
    CUT_LINE(true),
    /** A line more, with an event type that nobody documented. */
    UNKNOWN_EVENT_TYPE(true),
    /** A line has a field more that nobody documented. */
    UNKNOWN_FIELD(false),
    /** A line more, with nothing or only blanks in it. */
    BLANK_LINE(true),
    /** A line more, equal to the one before it or to one in an earlier file. */
    REPEATED_LINE(false),
    /** A usable line names a product that the catalogue lacks; repeated and late lines count once. */
    EVENT_OF_MISSING_PRODUCT(false),
    /** A session's lines are not in the order of time. */
    SESSION_OUT_OF_ORDER(false),
    /** A session's last lines are in a later file. */
    SESSION_OVER_FILES(false),
    /** A product of the store is not in the catalogue. */
    MISSING_PRODUCT(false),
    /** A price in the catalogue is multiplied by −1. */
    NEGATED_PRICE(false),
    /** A price in the catalogue is multiplied by 1,000,000. */
    INFLATED_PRICE(false),
    /** A name in the catalogue has an HTML entity: number 39 for an apostrophe, or one for an ampersand or a blank. */
    HTML_ENTITY(false),
    /** A file is not compressed, among compressed ones. */
    PLAIN_FILE(false),
    /** A file consists of several gzip members. */
    MULTI_MEMBER_FILE(false),
    /** A file's last line has no newline. */
    NO_FINAL_NEWLINE(false);

    private final boolean losesTheLine;

    DirtKind(boolean losesTheLine) {
        this.losesTheLine = losesTheLine;
    }

    /** Whether no event can be read from a line of this kind. */
    public boolean losesTheLine() {
        return losesTheLine;
    }
}

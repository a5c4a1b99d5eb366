package com.eszoppping.recommendations.log;

import java.util.OptionalLong;

/**
 * What a line has in common with those that it must be put together with. Equal ids have equal numbers; different ids may have the
 * same number by chance, which only brings lines together that have nothing to do with each other. Good only until the next line is
 * read.
 */
public final class LineTies {
    private static final long SESSION = 0x5e55L;
    private static final long EVENT = 0xe7e7L;
    private static final long PURCHASE = 0xb0b0L;

    private final EventLine line;

    LineTies(EventLine line) {
        this.line = line;
    }

    /** The line's session. */
    public long session() {
        return ByteHash.hash(line.session, SESSION);
    }

    /** The event's own id: of lines that have the same one, one counts. */
    public OptionalLong event() {
        return line.eventId.isPresent() ? OptionalLong.of(ByteHash.hash(line.eventId, EVENT)) : OptionalLong.empty();
    }

    /** The purchase that the line makes or takes back, and its product. */
    public OptionalLong purchase() {
        if (line.kind == EventLine.Kind.VIEW || !line.purchase.isPresent()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                ByteHash.combine(ByteHash.hash(line.purchase, PURCHASE), ByteHash.hash(line.product, PURCHASE)));
    }

    /** Whether the line takes a purchase back. */
    public boolean isReturn() {
        return line.kind == EventLine.Kind.RETURN;
    }
}

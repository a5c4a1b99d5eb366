package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.ByteWords;
import com.eszoppping.recommendations.lines.IdBytes;
import com.eszoppping.recommendations.lines.JsonObjectLine;
import java.util.stream.IntStream;

/**
 * Reads usable lines of the session log as programs usually write them, straight from their bytes: one flat object, fields in any
 * order, at most a blank after commas and colons, texts without escapes, numbers without exponents, no field of ours twice.
 * Whatever is otherwise it doesn't know, and says nothing about it. Not thread-safe.
 */
final class PlainEventLine {
    private static final int NOT_FOUND = -1;
    private static final int MOST_DIGITS = 18;
    private static final int MOST_DIGITS_OF_DISCOUNT = 9;

    private static final int MOST_BYTES_OF_A_NAME = 256;

    /** What stands for the usual discounts. */
    private static final long[] DISCOUNTS =
            IntStream.rangeClosed(0, 100).mapToLong(EventLineParser::discount).toArray();

    private static final int UNKNOWN = 0;
    private static final int SESSION = 1;
    private static final int TIME = 2;
    private static final int USER = 3;
    private static final int PRODUCT = 4;
    private static final int KIND = 5;
    private static final int DISCOUNT = 6;
    private static final int PURCHASE = 7;
    private static final int EVENT_ID = 8;
    private static final int VISITOR = 9;
    private static final int RECOMMENDATION = 10;
    private static final int REPLAYED_FROM = 11;
    private static final int NEEDED = 1 << SESSION | 1 << TIME | 1 << PRODUCT | 1 << KIND;

    // The beginnings and ends of names and values, eight bytes each; together they are the whole text.
    private static final long SESSION_START = ByteWords.of("session_");
    private static final long SESSION_END = ByteWords.of("ssion_id");
    private static final long TIME_START = ByteWords.of("timestam");
    private static final long TIME_END = ByteWords.of("imestamp");
    private static final long USER_AND_QUOTE = ByteWords.of("user_id\"");
    private static final long PRODUCT_START = ByteWords.of("product_");
    private static final long PRODUCT_END = ByteWords.of("oduct_id");
    private static final long KIND_START = ByteWords.of("event_ty");
    private static final long KIND_END = ByteWords.of("ent_type");
    private static final long DISCOUNT_START = ByteWords.of("offered_");
    private static final long DISCOUNT_END = ByteWords.of("discount");
    private static final long PURCHASE_START = ByteWords.of("purchase");
    private static final long PURCHASE_END = ByteWords.of("chase_id");
    private static final long EVENT_ID_WHOLE = ByteWords.of("event_id");
    private static final long VISITOR_START = ByteWords.of("visitor_");
    private static final long VISITOR_END = ByteWords.of("sitor_id");
    private static final long RECOMMENDATION_START = ByteWords.of("recommen");
    private static final long RECOMMENDATION_MIDDLE = ByteWords.of("ommendat");
    private static final long RECOMMENDATION_END = ByteWords.of("ation_id");
    private static final long REPLAYED_START = ByteWords.of("replayed");
    private static final long REPLAYED_END = ByteWords.of("yed_from");
    private static final long OF_PRODUCT = ByteWords.of("_PRODUCT");
    private static final long PRODUCT_AND_QUOTE = ByteWords.of("PRODUCT\"");
    private static final int VIEW_LENGTH = "VIEW_PRODUCT".length();
    private static final long VIEW_START = ByteWords.of("VIEW_PRO");
    private static final long PURCHASED_START = ByteWords.of("BUY_PROD");
    private static final long RETURN_START = ByteWords.of("RETURN_P");
    private static final long FOUR_BYTES = 0xffff_ffffL;
    private static final long NULL = ByteWords.of("null    ") & FOUR_BYTES;
    private static final long TRUE = ByteWords.of("true    ") & FOUR_BYTES;
    private static final long FALSE_AFTER_F = ByteWords.of("alse    ") & FOUR_BYTES;

    private final FieldNames names = new FieldNames();
    private EventLine line = new EventLine();
    private byte[] bytes = {};
    private int at;

    /** How many fields were read. */
    private int place;

    /** Where the line's last byte is, a closing brace. */
    private int last;

    /** A bit for each of our fields that was read. */
    private int seen;

    /** Not zero if a text had a byte that is not ASCII. */
    private long notAscii;

    /**
     * Reads the line {@code bytes[from, to)}.
     *
     * @param into is overwritten; good only if the line is known
     * @return whether the line is known: then it is usable, or of an unknown type
     */
    boolean read(byte[] bytes, int from, int to, EventLine into) {
        if (to - from < 2 || to + ByteWords.PADDING > bytes.length || bytes[from] != '{' || bytes[to - 1] != '}') {
            return false;
        }
        this.bytes = bytes;
        line = into;
        line.clear();
        at = from;
        last = to - 1;
        place = 0;
        seen = 0;
        notAscii = 0;
        do {
            if (!readField()) {
                return false;
            }
        } while (bytes[at] == ',');
        return at == last && isUsable() && (notAscii == 0 || JsonObjectLine.isUtf8(bytes, from, to));
    }

    private boolean isUsable() {
        boolean ofUnknownType = (seen & 1 << KIND) != 0 && line.kind == EventLine.Kind.UNKNOWN;
        return ofUnknownType || ((seen & NEEDED) == NEEDED && line.session.isPresent() && line.product.isPresent());
    }

    private boolean readField() {
        int field = names.next(place, bytes, at, last);
        if (field == FieldNames.OTHER) {
            field = readName();
        } else {
            at += names.length(place);
            skipBlank(); // one that the line before didn't have
        }
        place++;
        if (field == NOT_FOUND) {
            return false;
        }
        if (field == UNKNOWN) {
            line.unknownFields++;
            return skipValue();
        }
        boolean isFirst = (seen & 1 << field) == 0;
        seen |= 1 << field;
        return isFirst && readValue(field);
    }

    /** Reads what is before a value. */
    private int readName() {
        int beginning = at;
        at++;
        skipBlank();
        int start = at + 1;
        int end = bytes[at] == '"' ? endOfName(start) : NOT_FOUND;
        if (end == NOT_FOUND) {
            return NOT_FOUND;
        }
        at = end + "\":".length();
        skipBlank();
        int field = field(start, end - start);
        names.remember(place, bytes, beginning, at - beginning, field);
        return field;
    }

    private int endOfName(int start) {
        int end = endOfText(start);
        boolean isName = end != NOT_FOUND && end - start <= MOST_BYTES_OF_A_NAME && bytes[end + 1] == ':';
        return isName ? end : NOT_FOUND;
    }

    private boolean readValue(int field) {
        return switch (field) {
            case SESSION -> readId(line.session);
            case TIME -> readTime();
            case USER -> readId(line.user);
            case PRODUCT -> readId(line.product);
            case KIND -> readKind();
            case DISCOUNT -> readDiscount();
            case PURCHASE -> readId(line.purchase);
            case EVENT_ID -> readId(line.eventId);
            case VISITOR -> readId(line.visitor);
            case REPLAYED_FROM -> skipValue();
            default -> readId(line.recommendation);
        };
    }

    private int field(int start, int length) {
        if (length < Long.BYTES - 1) {
            return UNKNOWN;
        }
        long first = ByteWords.at(bytes, start);
        long end = ByteWords.at(bytes, start + length - Long.BYTES);
        return switch (length) {
            case 7 -> first == USER_AND_QUOTE ? USER : UNKNOWN;
            case 8 -> first == EVENT_ID_WHOLE ? EVENT_ID : UNKNOWN;
            case 9 -> first == TIME_START && end == TIME_END ? TIME : UNKNOWN;
            case 10 -> fieldOfTen(first, end);
            case 11 -> first == PURCHASE_START && end == PURCHASE_END ? PURCHASE : UNKNOWN;
            case 13 -> first == REPLAYED_START && end == REPLAYED_END ? REPLAYED_FROM : UNKNOWN;
            case 16 -> first == DISCOUNT_START && end == DISCOUNT_END ? DISCOUNT : UNKNOWN;
            case 17 ->
                first == RECOMMENDATION_START
                                && ByteWords.at(bytes, start + 3) == RECOMMENDATION_MIDDLE
                                && end == RECOMMENDATION_END
                        ? RECOMMENDATION
                        : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    private static int fieldOfTen(long first, long end) {
        if (first == SESSION_START && end == SESSION_END) {
            return SESSION;
        }
        if (first == PRODUCT_START && end == PRODUCT_END) {
            return PRODUCT;
        }
        if (first == KIND_START && end == KIND_END) {
            return KIND;
        }
        return first == VISITOR_START && end == VISITOR_END ? VISITOR : UNKNOWN;
    }

    private boolean readId(IdBytes id) {
        if (bytes[at] == '"') {
            int start = at + 1;
            int end = endOfText(start);
            if (end == NOT_FOUND || end == start || end - start > IdBytes.MAX_BYTES) {
                return false;
            }
            id.set(bytes, start, end - start);
            at = end + 1;
            return true;
        }
        long word = ByteWords.at(bytes, at);
        int digits = ByteWords.countBefore(ByteWords.notDigits(word));
        if (digits == Long.BYTES) {
            return readLongNumber(id);
        }
        if (digits == 0) {
            return skipNull();
        }
        id.set(bytes, at, digits, ByteWords.numberOf(word, digits));
        boolean isNumber = bytes[at] != '0' || digits == 1;
        at += digits;
        return isNumber;
    }

    private boolean readLongNumber(IdBytes id) {
        int digits = wholeNumber();
        id.set(bytes, at, digits);
        at += digits;
        return digits > 0;
    }

    private boolean readTime() {
        int start = at + 1;
        int end = start + EventTime.LENGTH_TO_SECONDS;
        if (bytes[at] != '"') {
            return false;
        }
        if (end >= last || bytes[end] != '"') {
            end = endOfText(start);
        }
        if (end == NOT_FOUND || !line.time.read(bytes, start, end - start)) {
            return false;
        }
        at = end + 1;
        return true;
    }

    private boolean readKind() {
        int start = at + 1;
        if (start + VIEW_LENGTH < last && isView(start)) {
            line.kind = EventLine.Kind.VIEW;
            at = start + VIEW_LENGTH + 1;
            return true;
        }
        int end = bytes[at] == '"' ? endOfText(start) : NOT_FOUND;
        if (end == NOT_FOUND) {
            return false;
        }
        line.kind = kind(start, end - start);
        at = end + 1;
        return true;
    }

    /** Most events are views, so that it pays to know their type without looking for its end. */
    private boolean isView(int start) {
        return bytes[start - 1] == '"'
                && ByteWords.at(bytes, start) == VIEW_START
                && ByteWords.at(bytes, start + VIEW_LENGTH + 1 - Long.BYTES) == PRODUCT_AND_QUOTE;
    }

    /** What happened, unless it was a view. */
    private EventLine.Kind kind(int start, int length) {
        if (length < Long.BYTES || ByteWords.at(bytes, start + length - Long.BYTES) != OF_PRODUCT) {
            return EventLine.Kind.UNKNOWN;
        }
        long first = ByteWords.at(bytes, start);
        if (length == 11 && first == PURCHASED_START) {
            return EventLine.Kind.PURCHASE;
        }
        return length == 14 && first == RETURN_START ? EventLine.Kind.RETURN : EventLine.Kind.UNKNOWN;
    }

    private boolean readDiscount() {
        int digits = wholeNumber();
        if (digits == 0) {
            return skipNull();
        }
        if (digits > MOST_DIGITS_OF_DISCOUNT) {
            return false;
        }
        int number = 0;
        for (int end = at + digits; at < end; at++) {
            number = number * 10 + (bytes[at] - '0');
        }
        line.discount = number < DISCOUNTS.length ? DISCOUNTS[number] : EventLineParser.discount(number);
        line.discountPercent = EventLineParser.percent(number);
        return true;
    }

    private boolean skipValue() {
        byte first = bytes[at];
        if (first == '"') {
            int end = endOfText(at + 1);
            at = end + 1;
            return end != NOT_FOUND;
        }
        if (first == 't') {
            boolean isTrue = (ByteWords.at(bytes, at) & FOUR_BYTES) == TRUE;
            at += "true".length();
            return isTrue;
        }
        if (first == 'f') {
            boolean isFalse = (ByteWords.at(bytes, at + 1) & FOUR_BYTES) == FALSE_AFTER_F;
            at += "false".length();
            return isFalse;
        }
        return first == 'n' ? skipNull() : skipNumber();
    }

    private boolean skipNull() {
        boolean isNull = (ByteWords.at(bytes, at) & FOUR_BYTES) == NULL;
        at += "null".length();
        return isNull;
    }

    private boolean skipNumber() {
        at += bytes[at] == '-' ? 1 : 0;
        int digits = wholeNumber();
        at += digits;
        if (digits == 0 || bytes[at] != '.') {
            return digits > 0;
        }
        at++;
        int decimals = digits();
        at += decimals;
        return decimals > 0 && decimals <= MOST_DIGITS;
    }

    /** How many digits a whole number has that is written here; 0 if there is none, or one that is too long. */
    private int wholeNumber() {
        int digits = digits();
        boolean isNumber = digits <= MOST_DIGITS && (bytes[at] != '0' || digits == 1);
        return isNumber ? digits : 0;
    }

    /** How many digits there are from here on; the count may stop where it is above {@link #MOST_DIGITS}. */
    private int digits() {
        int digits = 0;
        int inWord;
        do {
            inWord = ByteWords.countBefore(ByteWords.notDigits(ByteWords.at(bytes, at + digits)));
            digits += inWord;
        } while (inWord == Long.BYTES && digits <= MOST_DIGITS);
        return digits;
    }

    private void skipBlank() {
        at += bytes[at] == ' ' ? 1 : 0;
    }

    /** Where the quote is that ends a text; {@link #NOT_FOUND} if there is something else before that a text can't have as it is. */
    private int endOfText(int start) {
        int place = start;
        while (place <= last) {
            long word = ByteWords.at(bytes, place);
            long found = ByteWords.notInText(word);
            if (found != 0) {
                long before = (found & -found) - 1;
                notAscii |= word & before & ByteWords.HIGH_BITS;
                int end = place + ByteWords.countBefore(found);
                return bytes[end] == '"' && end < last ? end : NOT_FOUND;
            }
            notAscii |= word & ByteWords.HIGH_BITS;
            place += Long.BYTES;
        }
        return NOT_FOUND;
    }
}

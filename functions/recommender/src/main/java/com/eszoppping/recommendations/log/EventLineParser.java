package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.ByteWords;
import com.eszoppping.recommendations.lines.IdBytes;
import com.eszoppping.recommendations.lines.JsonObjectLine;
import com.eszoppping.recommendations.lines.RejectReason;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a line of the session log. Lines of the usual form are read by {@link PlainEventLine}; all others by Jackson, which alone
 * decides what is wrong. That is judged after the whole line is known, so that the order of its fields makes no difference. Not
 * thread-safe.
 */
final class EventLineParser {
    private static final double MOST_PERCENT = 100;
    private static final long NUMBER_SEED = 1;
    private static final long TEXT_SEED = 2;

    private enum State {
        ABSENT,
        VALID,
        INVALID
    }

    private final PlainEventLine plain = new PlainEventLine();
    private EventLine line = new EventLine();
    private State time = State.ABSENT;
    private State kind = State.ABSENT;
    private State discount = State.ABSENT;

    /**
     * Reads the line {@code bytes[from, to)}.
     *
     * @param into is overwritten; good only if nothing is returned
     * @return why the line can't be used, or nothing; a line of an unknown type is no reason
     */
    Optional<RejectReason> parse(byte[] bytes, int from, int to, EventLine into) {
        return plain.read(bytes, from, to, into) ? Optional.empty() : arbitrate(bytes, from, to, into);
    }

    /** Reads any line, by Jackson; where {@link PlainEventLine} knows a line, it gives the same. */
    Optional<RejectReason> arbitrate(byte[] bytes, int from, int to, EventLine into) {
        line = into;
        line.clear();
        time = State.ABSENT;
        kind = State.ABSENT;
        discount = State.ABSENT;
        Optional<RejectReason> broken = JsonObjectLine.parse(bytes, from, to, this::take);
        return broken.isPresent() ? broken : judge();
    }

    private void take(String field, JsonParser value) throws IOException {
        switch (field) {
            case "session_id" -> line.session.read(value);
            case "timestamp" -> takeTime(value);
            case "user_id" -> line.user.read(value);
            case "product_id" -> line.product.read(value);
            case "event_type" -> takeKind(value);
            case "offered_discount" -> takeDiscount(value);
            case "purchase_id" -> line.purchase.read(value);
            case "event_id" -> line.eventId.read(value);
            case "visitor_id" -> line.visitor.read(value);
            case "recommendation_id" -> line.recommendation.read(value);
            case SessionLines.REPLAYED_FROM -> {
                // Says where a mended line stood, and nothing about the event.
            }
            default -> line.unknownFields++;
        }
    }

    private void takeTime(JsonParser value) throws IOException {
        time = stateOf(value);
        if (time == State.VALID) {
            byte[] text = value.getText().getBytes(StandardCharsets.UTF_8);
            time = line.time.read(text, 0, text.length) ? State.VALID : State.INVALID;
        }
    }

    private void takeKind(JsonParser value) throws IOException {
        kind = stateOf(value);
        if (kind == State.VALID) {
            line.kind = switch (value.getText()) {
                case "VIEW_PRODUCT" -> EventLine.Kind.VIEW;
                case "BUY_PRODUCT" -> EventLine.Kind.PURCHASE;
                case "RETURN_PRODUCT" -> EventLine.Kind.RETURN;
                default -> EventLine.Kind.UNKNOWN;
            };
        }
    }

    private void takeDiscount(JsonParser value) throws IOException {
        JsonToken token = value.currentToken();
        if (token.isStructStart()) {
            discount = State.INVALID;
            return;
        }
        discount = State.VALID;
        line.discountPercent = percent(value, token);
        if (token == JsonToken.VALUE_NULL) {
            line.discount = EventLine.NO_DISCOUNT;
        } else if (token.isNumeric()) {
            line.discount = discount(value.getDoubleValue());
        } else {
            byte[] text = value.getText().getBytes(StandardCharsets.UTF_8);
            byte[] padded = Arrays.copyOf(text, text.length + ByteWords.PADDING);
            line.discount = ByteHash.hash(padded, 0, text.length, TEXT_SEED);
        }
    }

    /** What stands for a number in {@link EventLine#discount}. */
    static long discount(double number) {
        double withoutNegativeZero = number + 0.0;
        return ByteHash.combine(NUMBER_SEED, Double.doubleToLongBits(withoutNegativeZero));
    }

    private static double percent(JsonParser value, JsonToken token) throws IOException {
        return token.isNumeric() ? percent(value.getDoubleValue()) : 0;
    }

    /** What a number is as {@link EventLine#discountPercent}. */
    static double percent(double number) {
        return number >= 0 && number <= MOST_PERCENT ? number : 0;
    }

    private static State stateOf(JsonParser text) {
        JsonToken token = text.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return State.ABSENT;
        }
        return token == JsonToken.VALUE_STRING ? State.VALID : State.INVALID;
    }

    private Optional<RejectReason> judge() {
        if (kind != State.VALID) {
            return reject(kind == State.ABSENT ? RejectReason.MISSING_EVENT_TYPE : RejectReason.BAD_EVENT_TYPE);
        }
        if (line.kind == EventLine.Kind.UNKNOWN) {
            return Optional.empty();
        }
        if (time != State.VALID) {
            return reject(time == State.ABSENT ? RejectReason.MISSING_TIMESTAMP : RejectReason.BAD_TIMESTAMP);
        }
        return judgeValues();
    }

    private Optional<RejectReason> judgeValues() {
        if (isAnyInvalid(line.session, line.user, line.product, line.purchase)
                || isAnyInvalid(line.eventId, line.visitor, line.recommendation)) {
            return reject(RejectReason.NOT_AN_ID);
        }
        if (!line.session.isPresent()) {
            return reject(RejectReason.MISSING_SESSION_ID);
        }
        if (!line.product.isPresent()) {
            return reject(RejectReason.MISSING_PRODUCT_ID);
        }
        return discount == State.INVALID ? reject(RejectReason.BAD_DISCOUNT) : Optional.empty();
    }

    private static boolean isAnyInvalid(IdBytes... ids) {
        for (IdBytes id : ids) {
            if (id.isInvalid()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<RejectReason> reject(RejectReason reason) {
        return Optional.of(reason);
    }
}

package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.IdBytes;
import java.time.Instant;
import java.util.Optional;

/** One event of the session log. Good only until the next one is read: take from it what is to be kept. */
public final class LoggedEvent {
    private final EventLine line;

    LoggedEvent(EventLine line) {
        this.line = line;
    }

    /** What happened. */
    public enum Kind {
        /** Looked at the product. */
        VIEW,
        /** Bought it. */
        PURCHASE,
        /** Gave it back. */
        RETURN
    }

    /** What happened. */
    public Kind kind() {
        return switch (line.kind) {
            case VIEW -> Kind.VIEW;
            case PURCHASE -> Kind.PURCHASE;
            case RETURN -> Kind.RETURN;
            case UNKNOWN -> throw new IllegalStateException("Events of an unknown type are not handed out.");
        };
    }

    /** When, to the millisecond. */
    public Instant time() {
        return Instant.ofEpochMilli(line.time.epochMillis());
    }

    /** The product. */
    public String productId() {
        return line.product.toString();
    }

    /** The logged-in person, if the line says. */
    public Optional<String> userId() {
        return text(line.user);
    }

    /** The visitor whom the frontend knows by a cookie, if the line says. */
    public Optional<String> visitorId() {
        return text(line.visitor);
    }

    /** The event's own id, if it has one. */
    public Optional<String> eventId() {
        return text(line.eventId);
    }

    /** Whether the event names the list that it came from. */
    public boolean hasRecommendationId() {
        return line.recommendation.isPresent();
    }

    /** The list that it came from, if the line says. */
    public Optional<String> recommendationId() {
        return text(line.recommendation);
    }

    /** The discount in percent, from 0 to 100; 0 where the line has none or something else. */
    public double discountPercent() {
        return line.discountPercent;
    }

    private static Optional<String> text(IdBytes id) {
        return id.isPresent() ? Optional.of(id.toString()) : Optional.empty();
    }
}

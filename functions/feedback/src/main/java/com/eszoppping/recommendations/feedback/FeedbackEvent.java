package com.eszoppping.recommendations.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An event as the frontend tells it.
 *
 * @param eventId makes repeats of the event known
 * @param time when it happened; absent if it is just happening
 * @param recommendationId the list that it came from
 * @param offeredDiscount in percent
 */
record FeedbackEvent(
        Optional<String> eventId,
        EventKind kind,
        String productId,
        Optional<String> userId,
        Optional<String> visitorId,
        String sessionId,
        Optional<Instant> time,
        Optional<String> recommendationId,
        Optional<String> purchaseId,
        Optional<Double> offeredDiscount) {
    private static final Duration MAX_AHEAD = Duration.ofMinutes(5);
    private static final Duration MAX_AGE = Duration.ofDays(7);
    private static final int MAX_DISCOUNT = 100;
    private static final int ID_HASH_BYTES = 16;

    private static final Set<String> FIELDS = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            "eventId",
            "type",
            "productId",
            "userId",
            "visitorId",
            "sessionId",
            "time",
            "recommendationId",
            "purchaseId",
            "offeredDiscount",
            "consent")));

    /**
     * Reads an event. Without the person's consent nothing of it is kept that says who it was, or what else the same person
     * did; see {@link #ofNobody}.
     *
     * @throws RefusedFieldException if it breaks a rule
     */
    static FeedbackEvent of(JsonNode json, Instant now) {
        EventFields fields = new EventFields(json);
        fields.refuseOthersThan(FIELDS);
        boolean consent = fields.isNotFalse("consent");
        FeedbackEvent event = new FeedbackEvent(
                fields.id("eventId"),
                fields.kind("type"),
                fields.requiredId("productId"),
                fields.id("userId"),
                fields.id("visitorId"),
                consent
                        ? fields.requiredId("sessionId")
                        : fields.id("sessionId").orElse(""),
                fields.time("time"),
                fields.id("recommendationId"),
                fields.id("purchaseId"),
                fields.number("offeredDiscount", MAX_DISCOUNT));
        event.checkTime(now);
        event.checkOrigin();
        return consent ? event : event.ofNobody();
    }

    /**
     * The event in a session of its own, without user, visitor, list and purchase: a list was noted with its visitor, and the
     * store knows whose purchase it was. The event's own id says nothing of others; where there is none, one is drawn and not
     * made of what was said.
     */
    private FeedbackEvent ofNobody() {
        return new FeedbackEvent(
                eventId.or(() -> Optional.of(UUID.randomUUID().toString())),
                kind,
                productId,
                Optional.empty(),
                Optional.empty(),
                UUID.randomUUID().toString(),
                time,
                Optional.empty(),
                Optional.empty(),
                offeredDiscount);
    }

    private void checkTime(Instant now) {
        if (time.isPresent() && time.get().isAfter(now.plus(MAX_AHEAD))) {
            throw new RefusedFieldException(
                    "time",
                    "'time' is at most " + MAX_AHEAD.toMinutes() + " minutes ahead of the server's clock, which says "
                            + now + ", but this is " + time.get() + ".");
        }
        if (time.isPresent() && time.get().isBefore(now.minus(MAX_AGE))) {
            throw new RefusedFieldException(
                    "time", "'time' is at most " + MAX_AGE.toDays() + " days ago, but this is " + time.get() + ".");
        }
    }

    private void checkOrigin() {
        if (kind == EventKind.CLICK && recommendationId.isEmpty()) {
            throw new RefusedFieldException(
                    "recommendationId",
                    "'recommendationId' names the list that a click came from, but it is missing; without a list it is a"
                            + " \"view\".");
        }
    }

    /**
     * The event as a line of the session log.
     *
     * @param now its time if it has none
     */
    String line(Instant now) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("session_id", sessionId);
        line.put("timestamp", time.orElse(now).truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("user_id", userId.orElse(null));
        line.put("product_id", productId);
        line.put("event_type", kind.inTheLog());
        putDiscount(line);
        line.put("purchase_id", purchaseId.orElse(null));
        visitorId.ifPresent(id -> line.put("visitor_id", id));
        recommendationId.ifPresent(id -> line.put("recommendation_id", id));
        line.put("event_id", eventId.orElseGet(() -> idOf(line)));
        return line.toString();
    }

    private void putDiscount(ObjectNode line) {
        double discount = offeredDiscount.orElse(0.0);
        if (discount == Math.rint(discount)) {
            line.put("offered_discount", (long) discount);
        } else {
            line.put("offered_discount", discount);
        }
    }

    /** An id of all that the client said, and of nothing that we added, so that sending it again makes no second event. */
    private String idOf(ObjectNode line) {
        ObjectNode said = line.deepCopy();
        if (time.isEmpty()) {
            said.remove("timestamp");
        }
        byte[] hash = sha256().digest(said.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, ID_HASH_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}

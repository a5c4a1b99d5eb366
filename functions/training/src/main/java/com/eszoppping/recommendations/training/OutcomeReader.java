package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.experiment.Outcome;
import com.eszoppping.recommendations.experiment.VisitorHash;
import com.eszoppping.recommendations.lines.LineCounts;
import com.eszoppping.recommendations.log.EventStream;
import com.eszoppping.recommendations.log.LoggedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads from the session log what counts for experiments: views that name the list they came from, purchases at the catalogue's
 * price less the offered discount, and returns. The visitor is the user, else the anonymous visitor, as where a list was served;
 * events of neither are passed over unless they name a list. Not thread-safe.
 */
final class OutcomeReader {
    private static final double PERCENT = 100;

    /** An event that names a list is joined by it, whoever it was. */
    private static final String NOBODY = "";

    // Lines that can't be used were rejected when the training read the log; here they are only counted.
    private final EventStream events = new EventStream(line -> {});
    private final Catalogue catalogue;
    private final String visitorSalt;
    private final Instant from;
    private final Predicate<String> erased;
    private final Consumer<Outcome> outcomes;
    private long withoutPrice;

    /**
     * @param from earlier events don't matter
     * @param erased the users of whom nothing may be used
     */
    OutcomeReader(
            Catalogue catalogue,
            String visitorSalt,
            Instant from,
            Predicate<String> erased,
            Consumer<Outcome> outcomes) {
        this.catalogue = catalogue;
        this.visitorSalt = visitorSalt;
        this.from = from;
        this.erased = erased;
        this.outcomes = outcomes;
    }

    void read(String file, InputStream in) throws IOException {
        events.read(file, in, this::take);
    }

    /** What became of the lines so far. */
    LineCounts counts() {
        return events.counts();
    }

    /** Purchases of products whose price isn't known, which count as conversion and bring 0. */
    long withoutPrice() {
        return withoutPrice;
    }

    private void take(LoggedEvent event) {
        boolean isView = event.kind() == LoggedEvent.Kind.VIEW;
        if ((isView && !event.hasRecommendationId()) || event.time().isBefore(from)) {
            return;
        }
        if (event.userId().filter(erased).isPresent()) {
            return;
        }
        String visitor = event.userId()
                .or(event::visitorId)
                .map(id -> VisitorHash.of(visitorSalt, id))
                .orElse(NOBODY);
        if (isView || !visitor.equals(NOBODY)) {
            outcomes.accept(new Outcome(
                    event.eventId(),
                    event.time(),
                    visitor,
                    kind(event),
                    event.productId(),
                    money(event),
                    event.recommendationId()));
        }
    }

    private static Outcome.Kind kind(LoggedEvent event) {
        return switch (event.kind()) {
            case VIEW -> Outcome.Kind.CLICK;
            case PURCHASE -> Outcome.Kind.PURCHASE;
            case RETURN -> Outcome.Kind.RETURN;
        };
    }

    private double money(LoggedEvent event) {
        if (event.kind() != LoggedEvent.Kind.PURCHASE) {
            return 0;
        }
        OptionalDouble price = price(event.productId());
        withoutPrice += price.isPresent() ? 0 : 1;
        return price.orElse(0) * (1 - event.discountPercent() / PERCENT);
    }

    private OptionalDouble price(String productId) {
        OptionalInt product = catalogue.indexOf(productId);
        return product.isPresent() ? catalogue.product(product.getAsInt()).price() : OptionalDouble.empty();
    }
}

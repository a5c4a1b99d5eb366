package com.eszoppping.recommendations.experiment;

import com.eszoppping.recommendations.experiment.Outcome.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Shoppers who come on several days and see many lists; how keen one is decides how many lists, how often one is followed and
 * whether something is bought.
 */
final class SimulatedShop {
    static final int DAYS = 20;
    private static final int LISTS_A_DAY = 20;
    private static final List<String> PRODUCTS = List.of("p1", "p2");

    private final Experiment experiment;
    private final double lift;
    private final SplittableRandom random;
    private final List<Exposure> exposures = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    /** @param lift by which share the visitors of variant b follow more lists */
    SimulatedShop(Experiment experiment, int visitors, double lift, long seed) {
        this.experiment = experiment;
        this.lift = lift;
        random = new SplittableRandom(seed);
        for (int i = 0; i < visitors; i++) {
            visit(seed + "-" + i);
        }
    }

    Results atTheEnd() {
        return after(Integer.MAX_VALUE);
    }

    /** What one sees who looks after so many days. */
    Results after(int days) {
        Instant now = SampleExperiments.START.plus(Duration.ofDays(days));
        Journal journal = new Journal(experiment);
        outcomes.stream().filter(outcome -> outcome.time().isBefore(now)).forEach(journal::add);
        exposures.stream().filter(exposure -> exposure.time().isBefore(now)).forEach(journal::add);
        return journal.results();
    }

    double listsPerVisitor() {
        return (double) exposures.size()
                / exposures.stream().map(Exposure::visitorHash).distinct().count();
    }

    private void visit(String visitor) {
        String variant = Assignment.of(experiment, visitor).orElseThrow().name();
        double keen = random.nextDouble();
        for (int day = random.nextInt(DAYS); day < DAYS; day += 1 + random.nextInt(DAYS)) {
            Instant time = SampleExperiments.START.plus(Duration.ofDays(day));
            int lists = 1 + random.nextInt(1 + (int) (LISTS_A_DAY * keen));
            for (int i = 0; i < lists; i++) {
                show(visitor, variant, keen, time.plus(Duration.ofMinutes(20L * i)));
            }
            if (random.nextDouble() < 0.2 * keen) {
                double price = 10 + 90 * random.nextDouble();
                act(visitor, Kind.PURCHASE, "other", price, time.plus(Duration.ofHours(lists)), Optional.empty());
            }
        }
    }

    private void show(String visitor, String variant, double keen, Instant time) {
        String list = visitor + "@" + time;
        exposures.add(new Exposure(list, time, variant, visitor, PRODUCTS));
        double followed = 0.6 * keen * (variant.equals("b") ? 1 + lift : 1);
        if (random.nextDouble() < followed) {
            act(visitor, Kind.CLICK, "p1", 0, time.plusSeconds(20), Optional.of(list));
        }
    }

    private void act(String visitor, Kind kind, String product, double money, Instant time, Optional<String> list) {
        outcomes.add(new Outcome(Optional.empty(), time, visitor, kind, product, money, list));
    }
}

package com.eszoppping.recommendations.simulation;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/**
 * Visitors of a shop in which an experiment runs, with an effect that is known.
 *
 * @param url where the API answers
 * @param visitors how many come, at least 1
 * @param effect by which share lists of other variants than the control are clicked on more, above -1: 0.1 is 10 % more
 * @param clickProbability how often a list of the control is clicked on, on average
 * @param seed names the visitors and decides what they do; the same seed again brings the same people back
 * @param concurrency how many are there at once, at least 1
 */
public record Simulation(URI url, int visitors, double effect, double clickProbability, long seed, int concurrency) {
    /** @throws IllegalArgumentException naming what is wrong */
    public Simulation {
        if (!List.of("http", "https").contains(String.valueOf(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException("--url is like http://localhost:8080, but this is '" + url + "'.");
        }
        atLeastOne("--visitors", visitors);
        atLeastOne("--concurrency", concurrency);
        if (!(clickProbability > 0 && clickProbability < 1)) {
            throw new IllegalArgumentException(
                    "--clicks is above 0 and below 1, but this is " + clickProbability + ".");
        }
        double most = SimulatedVisitor.KEENEST * clickProbability * (1 + effect);
        if (!(effect > -1 && most <= 1)) {
            throw new IllegalArgumentException("--effect is above -1 and so small that the keenest visitors, who click "
                    + SimulatedVisitor.KEENEST + " times as often as others, don't click more than always; but it is "
                    + effect + " with --clicks " + clickProbability + ".");
        }
    }

    private static void atLeastOne(String option, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(option + " is at least 1, but this is " + number + ".");
        }
    }

    /**
     * What was done.
     *
     * @param experiment the name of the experiment that ran
     * @param lists how many lists were served
     * @param visitorsByVariant how many visitors each variant had, as the API says; those who took no part are in none
     */
    public record Done(String experiment, long lists, Map<String, Integer> visitorsByVariant) {}

    /**
     * Sends the visitors.
     *
     * @param progress hears how many have left
     * @throws ShopFailedException if no experiment runs or the API does not answer as it should
     */
    public Done run(IntConsumer progress) {
        try (Shop shop = new Shop(url)) {
            Shop.Running experiment = shop.running()
                    .orElseThrow(() -> new ShopFailedException("No experiment runs at " + url
                            + ": start one with PUT /experiments/{name}, as docs/experiments.md shows."));
            Crowd crowd = new Crowd(shop, experiment.control(), progress);
            crowd.come();
            return new Done(experiment.name(), crowd.lists.get(), crowd.byVariant);
        }
    }

    /** The visitors, who take turns at a few places until all have been there or something fails. */
    private final class Crowd {
        private final Shop shop;
        private final String control;
        private final IntConsumer progress;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger left = new AtomicInteger();
        private final AtomicLong lists = new AtomicLong();
        private final Map<String, Integer> byVariant = new ConcurrentSkipListMap<>();

        Crowd(Shop shop, String control, IntConsumer progress) {
            this.shop = shop;
            this.control = control;
            this.progress = progress;
        }

        void come() {
            List<Future<?>> places = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < concurrency; i++) {
                    places.add(threads.submit(this::takeTurns));
                }
            }
            for (Future<?> place : places) {
                throwFailure(place);
            }
        }

        private void takeTurns() {
            try {
                for (int i = next.getAndIncrement(); i < visitors; i = next.getAndIncrement()) {
                    visit(i);
                    progress.accept(left.incrementAndGet());
                }
            } catch (RuntimeException e) {
                next.set(visitors); // nobody else comes
                throw e;
            }
        }

        private void visit(int number) {
            // Each has a random of their own, so that what they do doesn't depend on the others.
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
            SimulatedVisitor.Visit visit = new SimulatedVisitor("sim-" + seed + "-" + number, random)
                    .visit(shop, control, clickProbability, effect);
            lists.addAndGet(visit.lists());
            if (visit.variant() != null) {
                byVariant.merge(visit.variant(), 1, Integer::sum);
            }
        }

        private static void throwFailure(Future<?> place) {
            try {
                place.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException("A visitor failed.", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ShopFailedException("Interrupted before all visitors had come.", e);
            }
        }
    }
}

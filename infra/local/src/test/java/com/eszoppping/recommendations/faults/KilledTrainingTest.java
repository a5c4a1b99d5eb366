package com.eszoppping.recommendations.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.faults.Visitors.Answers;
import com.eszoppping.recommendations.local.Stores;
import com.eszoppping.recommendations.store.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training in a process of its own, killed as {@code kill -9} does it, while visitors ask the API. What comes next is what a
 * schedule does: the same training again, and on the next day another.
 */
@Tag(FaultSuite.TAG)
final class KilledTrainingTest {
    private static final int KILLS_OF_THE_SMALL_PART = 3;
    private static final int KILLS_OF_THE_LONG_FORM = 50;
    private static final long SEED = 1;
    private static final Duration DAY = Duration.ofDays(1);

    /** The line on the console that ends the phase before publishing. */
    private static final String PUBLISHING_BEGINS = "counting what is to be written";

    /** A kill after the end tells nothing; one that is meant for the end and comes too late is no harm. */
    private static final double A_LITTLE_LONGER = 1.1;

    @TempDir
    private Path folder;

    private Path a;
    private Path b;
    private Instant next = Instant.parse("2025-01-01T02:00:00Z");

    @BeforeEach
    void make_two_shops() throws IOException {
        a = folder.resolve("a");
        b = folder.resolve("b");
        Stores.whereNamesTell(a, "a");
        Stores.whereNamesTell(b, "b");
    }

    /** Kills a training that begins. */
    @FunctionalInterface
    private interface Killer {
        void kill(Process training, SplittableRandom random) throws Exception;
    }

    /** Every second moment is one of the whole training, every other one is while it publishes. */
    @Test
    void a_training_killed_at_any_moment_leaves_the_local_store_whole() throws Exception {
        LocalStack stack = new LocalStack(Files.createDirectories(folder.resolve("store")));
        Answers ofA = answersAfterTraining(stack, a);
        Answers ofB = answersAfterTraining(stack, b);
        long wholeNanos;
        long publishingNanos;
        // They take their share of the machine, so without them all moments would be early ones.
        try (Table table = stack.visitorsTable();
                Visitors visitors = Visitors.of(table, List.of(ofA, ofB))) {
            visitors.awaitRight(ofB);
            long begun = System.nanoTime();
            Process undisturbed = stack.startTraining(b, take());
            awaitPublishing(undisturbed);
            long publishes = System.nanoTime();
            assertThat(undisturbed.waitFor()).isZero();
            wholeNanos = (long) ((System.nanoTime() - begun) * A_LITTLE_LONGER);
            publishingNanos = (long) ((System.nanoTime() - publishes) * A_LITTLE_LONGER);
        }
        AtomicInteger turn = new AtomicInteger();

        survives(
                stack,
                ofA,
                ofB,
                "kill -9 of a training into the local store, half of them while it publishes",
                (training, random) -> {
                    boolean anyMoment = turn.getAndIncrement() % 2 == 1;
                    if (!anyMoment) {
                        awaitPublishing(training);
                    }
                    training.waitFor(random.nextLong(anyMoment ? wholeNanos : publishingNanos), TimeUnit.NANOSECONDS);
                    training.destroyForcibly();
                });
    }

    /** Most requests of a training are those that publish. */
    @Test
    void a_training_killed_at_any_of_its_requests_leaves_the_cloud_whole() throws Exception {
        try (FaultyCloud cloud = FaultyCloud.start()) {
            cloud.renewTable();
            Answers ofA = answersAfterTraining(cloud, a);
            Answers ofB = answersAfterTraining(cloud, b);
            AtomicInteger requests = new AtomicInteger();
            beforeEachRequest(cloud, requests::incrementAndGet);
            Process undisturbed = cloud.startTraining(b, take());
            assertThat(undisturbed.waitFor()).isZero();
            int ofOneTraining = requests.get();

            survives(
                    cloud,
                    ofA,
                    ofB,
                    "kill -9 of a training into the cloud, at one of its requests",
                    (training, random) -> {
                        AtomicInteger left = new AtomicInteger(random.nextInt(ofOneTraining));
                        beforeEachRequest(cloud, () -> {
                            if (left.getAndDecrement() == 0) {
                                training.destroyForcibly();
                            }
                        });
                        training.waitFor();
                        beforeEachRequest(cloud, () -> {});
                        cloud.objects.awaitQuiet();
                        cloud.items.awaitQuiet();
                    });
        }
    }

    private static void beforeEachRequest(FaultyCloud cloud, Runnable something) {
        cloud.objects.before(operation -> something.run());
        cloud.items.before(operation -> something.run());
    }

    private Answers answersAfterTraining(Stack stack, Path shop) throws IOException {
        assertThat(stack.train(shop, take()).live()).isTrue();
        try (Table table = stack.directTable()) {
            return Visitors.answers(table);
        }
    }

    private void survives(Stack stack, Answers ofA, Answers ofB, String name, Killer killer) throws Exception {
        train(stack, a);
        SplittableRandom random = new SplittableRandom(SEED);
        Outcomes outcomes = new Outcomes();
        for (int kill = 0; kill < FaultSuite.tries(KILLS_OF_THE_SMALL_PART, KILLS_OF_THE_LONG_FORM); kill++) {
            try (Table table = stack.visitorsTable();
                    Visitors visitors = Visitors.of(table, List.of(ofA, ofB))) {
                visitors.awaitRight(ofA);
                Instant before = stack.live();
                Instant time = take();
                Process training = stack.startTraining(b, time);
                killer.kill(training, random);
                training.waitFor();
                stack.check();
                assertThat(stack.live()).isIn(before, time);
                boolean wentLive = stack.live().equals(time);
                assertThat(stack.train(b, time).live())
                        .as("the same training again goes live if it did not")
                        .isNotEqualTo(wentLive);
                visitors.awaitRight(ofB);
                train(stack, a);
                visitors.awaitRight(ofA);
                outcomes.count(wentLive, 1, visitors);
            }
        }
        outcomes.print(name);
    }

    private void train(Stack stack, Path shop) throws IOException {
        Instant time = take();
        assertThat(stack.train(shop, time).live()).isTrue();
        stack.checkHealed(time);
    }

    private Instant take() {
        Instant taken = next;
        next = next.plus(DAY);
        return taken;
    }

    /** Reads what the training says until it publishes, or to its end. */
    private static void awaitPublishing(Process training) throws IOException {
        BufferedReader said = training.errorReader(UTF_8);
        String line = said.readLine();
        while (line != null && !line.startsWith(PUBLISHING_BEGINS)) {
            line = said.readLine();
        }
    }
}

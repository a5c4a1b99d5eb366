package com.eszoppping.recommendations.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.faults.Visitors.Answers;
import com.eszoppping.recommendations.local.Stores;
import com.eszoppping.recommendations.store.DeadlineReachedException;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.TableUnavailableException;
import com.eszoppping.recommendations.training.TrainingFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole trainings by the cloud's adapters while faults happen to their requests and to those of the API. {@code -Drecs.seed=N}
 * runs {@link #whatever_happens_by_a_drawn_schedule} with one seed alone, as a failure names it.
 */
@Tag(FaultSuite.TAG)
final class FaultsOnTheWireTest {
    private static final double RATE = 0.25;
    private static final int FIRST_SEED = 1;
    private static final Instant FIRST = Instant.parse("2025-01-01T02:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private static Path folder;

    private static FaultyCloud cloud;
    private static Answers ofA;
    private static Answers ofB;

    private Instant next = FIRST;

    @BeforeAll
    static void start() throws Exception {
        cloud = FaultyCloud.start();
        ofA = undisturbed("a");
        ofB = undisturbed("b");
    }

    private static Answers undisturbed(String shop) throws IOException {
        Stores.whereNamesTell(folder.resolve(shop), shop);
        cloud.renewTable();
        cloud.upload(folder.resolve(shop));
        assertThat(cloud.train(FIRST).live()).isTrue();
        try (Table table = cloud.directTable()) {
            return Visitors.answers(table);
        }
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @BeforeEach
    void something_is_live() throws IOException {
        cloud.renewTable();
        cloud.follow(FaultSchedule.none());
        train("a");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_fault_costs_at_most_the_training_it_happens_to(Fault fault) throws Exception {
        Outcomes outcomes = new Outcomes();
        for (int run = 0; run < FaultSuite.tries(1, 6); run++) {
            underFaults(new FaultSchedule(FIRST_SEED + run, EnumSet.of(fault), RATE), outcomes);
        }
        outcomes.print(fault.toString());
    }

    @Test
    void whatever_happens_by_a_drawn_schedule() throws Exception {
        Outcomes outcomes = new Outcomes();
        int first = Integer.getInteger("recs.seed", FIRST_SEED);
        int seeds = Integer.getInteger("recs.seed") == null ? FaultSuite.tries(3, 40) : 1;
        for (int seed = first; seed < first + seeds; seed++) {
            FaultSchedule schedule = FaultSchedule.drawn(seed);
            try {
                underFaults(schedule, outcomes);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("Failed with " + schedule + "; to replay it: -Drecs.seed=" + seed, e);
            }
        }
        outcomes.print("a drawn schedule of some of these, by its seed");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void of_trainings_at_once_one_is_served_whole(int trainings) throws Exception {
        Outcomes outcomes = new Outcomes();
        for (int run = 0; run < FaultSuite.tries(1, 8); run++) {
            Instant earliest = next;
            boolean forOneTime = run % 2 == 1;
            cloud.upload(folder.resolve("b"));
            try (Table table = cloud.visitorsTable();
                    Visitors visitors = Visitors.of(table, List.of(ofA, ofB));
                    ExecutorService threads = Executors.newFixedThreadPool(trainings)) {
                List<Callable<Boolean>> all = new ArrayList<>();
                for (int training = 0; training < trainings; training++) {
                    Instant time = forOneTime ? earliest : earliest.plus(DAY.multipliedBy(training));
                    all.add(() -> cloud.train(time).live());
                }
                long live = 0;
                for (Future<Boolean> one : threads.invokeAll(all)) {
                    live += one.get() ? 1 : 0;
                }
                assertThat(live).isBetween(1L, forOneTime ? 1L : trainings);
                Instant newest = forOneTime ? earliest : earliest.plus(DAY.multipliedBy(trainings - 1L));
                cloud.checkHealed(newest);
                visitors.awaitRight(ofB);
                outcomes.count(true, 0, visitors);
            }
            next = earliest.plus(DAY.multipliedBy(trainings));
            train("a");
        }
        outcomes.print(trainings + " trainings at once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"replaced", "deleted", "added"})
    void a_log_that_changes_after_it_was_listed_leads_to_a_whole_log_or_to_none(String change) throws Exception {
        Outcomes outcomes = new Outcomes();
        for (int run = 0; run < FaultSuite.tries(1, 5); run++) {
            AtomicBoolean changed = new AtomicBoolean();
            cloud.objects.before(operation -> {
                if (operation.equals("GET sessions") && changed.compareAndSet(false, true)) {
                    change(change);
                }
            });
            try (Table table = cloud.visitorsTable();
                    Visitors visitors = Visitors.of(table, List.of(ofA, ofB))) {
                boolean live = tryToTrain(cloud.bucket());
                assertThat(changed).isTrue();
                cloud.objects.before(operation -> {});
                cloud.check();
                train("b");
                visitors.awaitRight(ofB);
                outcomes.count(live, 1, visitors);
            }
            train("a");
        }
        outcomes.print("the log is " + change + " between listing and reading");
    }

    private static void change(String change) {
        try (var s3 = cloud.directS3()) {
            String key = "sessions/all.jsonl";
            switch (change) {
                case "replaced" ->
                    cloud.directBucket().write(key, folder.resolve("b").resolve(key));
                case "deleted" ->
                    s3.deleteObject(object -> object.bucket(FaultyCloud.BUCKET).key(key));
                // The same events once more: duplicates, which count once.
                default ->
                    cloud.directBucket()
                            .write("sessions/more.jsonl", folder.resolve("a").resolve(key));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_clock_that_is_hours_off_publishes_whole_versions_and_the_right_clock_goes_on() throws Exception {
        Outcomes outcomes = new Outcomes();
        for (long hours : List.of(-30L, -12L, -1L, 1L, 12L, 30L)) {
            InstantSource skewed = InstantSource.offset(InstantSource.system(), Duration.ofHours(hours));
            cloud.upload(folder.resolve("b"));
            try (Table table = cloud.visitorsTable();
                    Visitors visitors = Visitors.of(table, List.of(ofA, ofB))) {
                Instant time = take();
                boolean live = cloud.train(cloud.bucket(), time, skewed).live();
                assertThat(live).isTrue();
                cloud.checkHealed(time);
                visitors.awaitRight(ofB);
                train("a");
                visitors.awaitRight(ofA);
                outcomes.count(live, 1, visitors);
            }
        }
        outcomes.print("the training's clock is 1, 12 or 30 hours ahead or behind");
    }

    /** A training under faults, then one without; meanwhile visitors ask, who meet the same faults. */
    private void underFaults(FaultSchedule schedule, Outcomes outcomes) throws Exception {
        cloud.upload(folder.resolve("b"));
        cloud.takeFaults();
        try (Table table = cloud.visitorsTable();
                Visitors visitors = Visitors.of(table, List.of(ofA, ofB))) {
            visitors.awaitRight(ofA);
            cloud.follow(schedule);
            boolean live = tryToTrain(cloud.bucket());
            cloud.follow(FaultSchedule.none());
            cloud.check();
            train("a");
            visitors.awaitRight(ofA);
            outcomes.count(live, cloud.takeFaults(), visitors);
        }
    }

    /** Whether a training went live. One that fails says so in one of the ways that it has, and has changed nothing. */
    private boolean tryToTrain(Bucket bucket) throws IOException {
        Instant time = take();
        try {
            boolean live = cloud.train(bucket, time, InstantSource.system()).live();
            if (live) {
                cloud.checkHealed(time);
            }
            return live;
        } catch (IOException
                | UncheckedIOException
                | TableUnavailableException
                | TrainingFailedException
                | DeadlineReachedException e) {
            assertThat(e).hasMessageNotContaining("null");
            return false;
        }
    }

    private void train(String shop) throws IOException {
        Instant time = take();
        cloud.upload(folder.resolve(shop));
        cloud.removeMore();
        assertThat(cloud.train(time).live()).isTrue();
        cloud.checkHealed(time);
    }

    private Instant take() {
        Instant taken = next;
        next = next.plus(DAY);
        return taken;
    }
}

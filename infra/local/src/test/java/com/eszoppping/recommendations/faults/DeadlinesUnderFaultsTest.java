package com.eszoppping.recommendations.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eszoppping.recommendations.faults.Visitors.Answers;
import com.eszoppping.recommendations.local.Stores;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.DeadlineReachedException;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.training.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings on a slow network whose time is over when a phase has just begun, one for each phase, while visitors ask. */
@Tag(FaultSuite.TAG)
final class DeadlinesUnderFaultsTest {
    private static final double RATE = 0.5;
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private Instant next = Instant.parse("2025-01-01T02:00:00Z");

    @Test
    void time_that_is_over_in_any_phase_stops_the_training_and_leaves_what_is_live() throws Exception {
        Path a = folder.resolve("a");
        Path b = folder.resolve("b");
        Stores.whereNamesTell(a, "a");
        Stores.whereNamesTell(b, "b");
        try (FaultyCloud cloud = FaultyCloud.start()) {
            cloud.renewTable();
            Set<String> phases = new LinkedHashSet<>();
            cloud.upload(a);
            train(cloud, () -> LONG, phases::add);
            Answers ofA;
            try (Table table = cloud.directTable()) {
                ofA = Visitors.answers(table);
            }
            Outcomes outcomes = new Outcomes();
            for (String phase : phases) {
                stopsIn(phase, cloud, b, ofA, outcomes);
            }
            outcomes.print("the time is over in one of " + phases.size() + " phases, latency up to 150 ms");
            Instant last = next;
            assertThat(cloud.train(b, last).live()).isTrue();
            cloud.checkHealed(last);
        }
    }

    private void stopsIn(String phase, FaultyCloud cloud, Path b, Answers ofA, Outcomes outcomes) throws Exception {
        cloud.upload(b);
        cloud.takeFaults();
        Instant before = cloud.live();
        boolean[] isOver = new boolean[1];
        try (Table table = cloud.visitorsTable();
                Visitors visitors = Visitors.of(table, List.of(ofA))) {
            visitors.awaitRight(ofA);
            cloud.follow(new FaultSchedule(1, EnumSet.of(Fault.LATENCY), RATE));
            assertThatThrownBy(() -> train(
                            cloud, () -> isOver[0] ? Duration.ZERO : LONG, begun -> isOver[0] |= begun.equals(phase)))
                    .as(phase)
                    .isInstanceOf(DeadlineReachedException.class)
                    .hasMessageMatching("(?s).*(time is over|deadline).*");
            cloud.follow(FaultSchedule.none());
            cloud.check();
            assertThat(cloud.live()).as(phase).isEqualTo(before);
            outcomes.count(false, cloud.takeFaults(), visitors);
        }
    }

    private void train(FaultyCloud cloud, Deadline deadline, Consumer<String> phases) throws IOException {
        Instant time = next;
        next = next.plus(DAY);
        cloud.train(cloud.bucket(), time, InstantSource.system(), deadline, new Progress() {
            @Override
            public void phase(String name) {
                phases.accept(name);
            }

            @Override
            public void advanced(long done, String unit) {}

            @Override
            public void finished() {}
        });
    }
}

package com.eszoppping.recommendations.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.faults.Frontends.Answer;
import com.eszoppping.recommendations.feedback.FeedbackFunction;
import com.eszoppping.recommendations.feedback.FirehoseEventSink;
import com.eszoppping.recommendations.local.FolderBucket;
import com.eszoppping.recommendations.local.Functions;
import com.eszoppping.recommendations.local.LocalCloud;
import com.eszoppping.recommendations.local.RecsCommand;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No event that {@code POST /events} accepted is missing from the log or counts twice, whatever happens meanwhile. */
@Tag(FaultSuite.TAG)
final class EventsUnderFaultsTest {
    private static final long SEED = 1;
    private static final int ACCEPTED = 202;
    private static final int ANSWERS_BETWEEN_KILLS = 10;
    private static final int LONGEST_DELAY_MICROS = 5_000;
    private static final int EVENTS_PER_KILL = 240;
    private static final int EVENTS = 600;
    private static final int KILOBYTES_OF_THE_FULL_DISK = 64;
    private static final int REFUSALS = 5;

    /** So short that a stream that is in trouble is given up, and the frontend hears of it. */
    private static final Duration TIME_OF_A_REQUEST = Duration.ofMillis(1_400);

    private static final double RATE = 0.4;

    @TempDir
    private Path store;

    @TempDir
    private Path folder;

    @Test
    void killing_the_server_loses_and_doubles_no_event() throws Exception {
        int kills = FaultSuite.tries(2, 20);
        SplittableRandom random = new SplittableRandom(SEED);
        AtomicInteger heard = new AtomicInteger();
        try (ServingProcess server = new ServingProcess(store, UnaryOperator.identity())) {
            Frontends frontends = new Frontends(
                    body -> {
                        Answer answer = server.post(body);
                        if (heard.incrementAndGet() % ANSWERS_BETWEEN_KILLS == 0 && server.kills() < kills) {
                            server.killSoon(random.nextInt(LONGEST_DELAY_MICROS));
                        }
                        return answer;
                    },
                    true,
                    SEED);

            frontends.post(EVENTS_PER_KILL * kills);

            server.awaitRunning();
            assertThat(server.kills()).isEqualTo(kills);
            frontends.checkAndPrint(
                    "kill -9 of the server in a stream of posts", kills, new FolderBucket(store, store));
        }
    }

    /** Events without consent have no ids here, so nothing but what is kept of a refused request could count them twice. */
    @Test
    void a_full_disk_under_the_log_loses_and_doubles_no_event() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        try (ServingProcess server =
                new ServingProcess(store, command -> RecsCommand.within(KILOBYTES_OF_THE_FULL_DISK, folder, command))) {
            Frontends frontends = new Frontends(
                    body -> {
                        Answer answer = server.post(body);
                        if (answer.status() != ACCEPTED && refused.incrementAndGet() == REFUSALS) {
                            server.restartWhenQuiet(UnaryOperator.identity());
                        }
                        return answer;
                    },
                    false,
                    SEED);

            frontends.post(EVENTS);

            assertThat(frontends.refused()).isGreaterThanOrEqualTo(REFUSALS);
            frontends.checkAndPrint("the disk under the log is full", 1, new FolderBucket(store, store));
        }
    }

    @Test
    void whatever_happens_to_the_delivery_stream_loses_and_doubles_no_event() throws Exception {
        try (FaultyCloud cloud = FaultyCloud.start()) {
            FeedbackFunction function =
                    new FeedbackFunction(FirehoseEventSink.connect(LocalCloud.STREAM), InstantSource.system());
            // Each with ids of its own, because all are in one log.
            long seed = SEED;
            for (int run = 0; run < FaultSuite.tries(1, 5); run++) {
                deliver(cloud, function, "all faults of the delivery stream", EnumSet.allOf(Fault.class), seed++);
            }
            for (Fault fault : EnumSet.allOf(Fault.class)) {
                for (int run = 0; run < FaultSuite.tries(0, 2); run++) {
                    deliver(cloud, function, fault + " of the delivery stream", EnumSet.of(fault), seed++);
                }
            }
        }
    }

    private static void deliver(FaultyCloud cloud, FeedbackFunction function, String name, Set<Fault> faults, long seed)
            throws Exception {
        cloud.stream.follow(new FaultSchedule(seed, faults, RATE));
        Frontends frontends = new Frontends(body -> post(function, body), true, seed);
        frontends.post(EVENTS);
        cloud.stream.follow(FaultSchedule.none());
        frontends.checkAndPrint(name, 1, cloud.directBucket());
    }

    private static Answer post(FeedbackFunction function, String body) throws IOException {
        JsonNode answer = Functions.call(function, "POST /events", Map.of(), Map.of(), body, TIME_OF_A_REQUEST);
        return new Answer(answer.path("statusCode").asInt(), answer.path("body").asText());
    }
}

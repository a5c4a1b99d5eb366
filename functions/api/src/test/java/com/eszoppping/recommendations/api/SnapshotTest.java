package com.eszoppping.recommendations.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.LocalDynamo;
import com.eszoppping.recommendations.store.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The function before SnapStart's snapshot and as a copy that was restored from it. */
class SnapshotTest {
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final String PATH = "/recommendations";
    private static final Map<String, String> PERSONAL = Map.of("userId", "u1", "viewed", "g1", "model", "groups");

    private final List<String> exposures = new ArrayList<>();
    private final StringBuilder log = new StringBuilder();

    private Wire wire;
    private Table table;

    @BeforeEach
    void connect() throws IOException {
        open(PublishedShop.publish(InstantSource.system()));
    }

    private void open(String tableName) throws IOException {
        wire = Wire.to(LocalDynamo.endpoint());
        table = DynamoTable.forRequests(
                LocalDynamo.clientForRequests(wire.uri()).build(), tableName);
    }

    @AfterEach
    void close() {
        table.close();
        wire.close();
    }

    @Test
    void priming_notes_no_exposure_and_logs_nothing() {
        ApiFunction function = function();

        function.beforeCheckpoint(null);

        assertThat(exposures).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void a_restored_copy_serves_and_notes_exposures() {
        ApiFunction function = function();
        function.beforeCheckpoint(null);
        function.afterRestore(null);

        assertThat(new Gateway(function).get(PATH, PERSONAL).status()).isEqualTo(200);
        assertThat(exposures).hasSize(1);
    }

    @Test
    void two_restored_copies_never_make_the_same_recommendation_id() {
        AtomicBoolean restored = new AtomicBoolean();
        Instant now = Instant.now();
        ApiFunction one = function(() -> now, randomness(restored));
        ApiFunction other = function(() -> now, randomness(restored));
        one.beforeCheckpoint(null);
        other.beforeCheckpoint(null);
        assertThat(recommendationId(one))
                .as("before the restore they are the same process")
                .isEqualTo(recommendationId(other));
        restored.set(true);
        one.afterRestore(null);
        other.afterRestore(null);

        List<String> ids = new ArrayList<>();
        for (int request = 0; request < 20; request++) {
            ids.add(recommendationId(one));
            ids.add(recommendationId(other));
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    /** What is made before the restore is the same in all copies. */
    private static Supplier<SecureRandom> randomness(AtomicBoolean restored) {
        return () -> restored.get() ? new SecureRandom() : copied();
    }

    private static SecureRandom copied() {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(1); // before its first use, so this is all that it knows
            return random;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String recommendationId(ApiFunction function) {
        Gateway.Answer answer = new Gateway(function).get(PATH, Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body().path("recommendationId").asText();
    }

    @Test
    void nothing_that_was_known_before_the_snapshot_is_served_after_it() throws IOException {
        ApiFunction function = function();
        Gateway gateway = new Gateway(function);
        assertThat(gateway.get(PATH, Map.of()).status()).isEqualTo(200);
        function.beforeCheckpoint(null);
        wire.breaks(Wire.Fault.REFUSES);
        assertThat(gateway.get(PATH, Map.of()).status())
                .as("what an instance knows itself it goes on to serve")
                .isEqualTo(200);

        function.afterRestore(null);

        assertThat(gateway.get(PATH, Map.of()).status()).isEqualTo(503);
    }

    @Test
    void a_connection_that_died_with_the_snapshot_is_replaced_unnoticed() throws IOException {
        ApiFunction function = function();
        function.beforeCheckpoint(null);
        wire.breaks(Wire.Fault.REFUSES);
        wire.mend();
        function.afterRestore(null);

        assertThat(new Gateway(function).get(PATH, PERSONAL).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Wire.Fault.class)
    void a_table_that_is_down_at_the_checkpoint_does_not_stop_the_deployment(Wire.Fault fault) throws IOException {
        ApiFunction function = function();
        wire.breaks(fault);
        function.beforeCheckpoint(null);
        assertThat(log).contains("The snapshot is taken without priming, so first requests will be slower");

        wire.mend();
        function.afterRestore(null);
        assertThat(eventually(new Gateway(function))).isEqualTo(200);
        assertThat(exposures).hasSize(1);
    }

    /** A table that failed is left alone for a moment; between a snapshot and its restore that is long over. */
    private static int eventually(Gateway gateway) {
        int status = 503;
        for (long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                status == 503 && System.nanoTime() < end; ) {
            status = gateway.get(PATH, PERSONAL).status();
        }
        return status;
    }

    @Test
    void a_first_deployment_has_nothing_to_prime_with_and_says_so() throws IOException {
        close();
        open(LocalDynamo.newTable());
        ApiFunction function = function();

        function.beforeCheckpoint(null);

        assertThat(log).contains("without priming").contains("No version is live yet");
    }

    private ApiFunction function() {
        return function(InstantSource.system(), SecureRandom::new);
    }

    private ApiFunction function(InstantSource clock, Supplier<SecureRandom> randomness) {
        return new ApiFunction(
                table,
                REFRESH,
                new Printed(exposures::add, metrics -> {}),
                "salt",
                clock,
                randomness,
                new TextLogger(log));
    }

    private record TextLogger(StringBuilder log) implements LambdaLogger {
        @Override
        public void log(String message) {
            log.append(message).append('\n');
        }

        @Override
        public void log(byte[] message) {
            log(new String(message, StandardCharsets.UTF_8));
        }
    }
}

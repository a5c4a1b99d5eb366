package com.eszoppping.recommendations.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** Objects of many small parts in moto's S3 server, over connections that break. */
final class RangedReadsTest {
    private static final int PART = 1_000;
    private static final int AHEAD = 3;
    private static final int ATTEMPTS = 4;
    private static final int TRIES = 25;
    private static final String KEY = "sessions/a.jsonl";

    private static final UnreliableConnections CONNECTIONS = new UnreliableConnections();
    private static MotoServer server;
    private static S3Client s3;

    private final Bucket bucket =
            new S3Bucket(s3, "logs", new Reading(PART, AHEAD, ATTEMPTS, BackoffStrategy.retryImmediately()));

    @BeforeContainer
    static void start() throws IOException {
        server = MotoServer.start();
        s3 = S3BucketTest.clientBuilder(server.endpoint())
                .httpClient(CONNECTIONS)
                .build();
        s3.createBucket(request -> request.bucket("logs"));
    }

    @AfterContainer
    static void stop() {
        if (server != null) {
            s3.close();
            server.close();
        }
    }

    @Property(tries = TRIES)
    void an_object_of_any_size_is_read_whole(
            @ForAll("sizes") int size, @ForAll @IntRange(min = 1, max = 3_000) int step) throws IOException {
        byte[] content = noise(size);
        bucket.write(KEY, content);

        assertThat(read(step)).isEqualTo(content);
    }

    @Property(tries = TRIES)
    void a_connection_that_breaks_is_followed_by_another_that_goes_on_there(
            @ForAll("sizes") int size,
            @ForAll @IntRange(max = ATTEMPTS - 1) int cuts,
            @ForAll @IntRange(max = PART + 1) int afterBytes)
            throws IOException {
        byte[] content = noise(size);
        bucket.write(KEY, content);

        CONNECTIONS.cut(cuts, afterBytes);
        byte[] read = read(PART);
        CONNECTIONS.cut(0, 0);

        assertThat(read).isEqualTo(content);
    }

    @Property(tries = TRIES)
    void every_member_of_a_gzip_file_is_read_also_where_parts_meet(
            @ForAll("sizes") int firstMember, @ForAll("sizes") int secondMember) throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(gzip(noise(firstMember)));
        members.write(gzip(noise(secondMember)));
        bucket.write(KEY, members.toByteArray());

        try (InputStream in = new GZIPInputStream(bucket.open(KEY))) {
            assertThat(in.readAllBytes()).hasSize(firstMember + secondMember);
        }
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Combinators.combine(Arbitraries.integers().between(0, 8), Arbitraries.of(-1, 0, 1, PART / 2))
                .as((parts, more) -> Math.max(0, parts * PART + more));
    }

    @Example
    void what_is_left_is_always_known() throws IOException {
        bucket.write(KEY, noise(3 * PART));

        try (InputStream in = bucket.open(KEY)) {
            for (int left = 3 * PART; left > 0; left -= PART / 2) {
                assertThat(in.available()).isEqualTo(left);
                in.readNBytes(PART / 2);
            }
            assertThat(in.available()).isZero();
            assertThat(in.read()).isNegative();
        }
    }

    @Example
    void a_small_object_is_one_request_and_a_large_one_is_a_request_a_part() throws IOException {
        bucket.write(KEY, noise(PART));
        CONNECTIONS.takeRanges();
        read(PART);
        assertThat(CONNECTIONS.takeRanges()).containsExactly("whole");

        bucket.write(KEY, noise(5 * PART + 1));
        read(PART);
        assertThat(CONNECTIONS.takeRanges())
                .containsExactlyInAnyOrder(
                        "whole",
                        "bytes=1000-1999",
                        "bytes=2000-2999",
                        "bytes=3000-3999",
                        "bytes=4000-4999",
                        "bytes=5000-5000");
    }

    @Example
    void no_more_parts_are_asked_for_than_there_is_memory() throws IOException {
        bucket.write(KEY, noise(20 * PART));
        CONNECTIONS.takeRanges();

        try (InputStream in = bucket.open(KEY)) {
            in.readNBytes(PART + 1); // the first of those ahead is there, and its memory not yet free
            assertThat(CONNECTIONS.takeRanges()).hasSizeLessThanOrEqualTo(1 + AHEAD);
            in.readNBytes(PART);
            assertThat(CONNECTIONS.takeRanges()).hasSizeLessThanOrEqualTo(1 + AHEAD);
        }
    }

    @Example
    void an_object_that_is_replaced_while_it_is_read_is_an_error_that_says_so() throws IOException {
        bucket.write(KEY, noise(20 * PART));

        try (InputStream in = bucket.open(KEY)) {
            in.readNBytes(PART);
            bucket.write(KEY, noise(20 * PART + 1));

            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("s3://logs/" + KEY + " was replaced or deleted while it was read");
        }
    }

    @Example
    void an_object_that_is_replaced_is_not_resumed_from() throws IOException {
        bucket.write(KEY, noise(PART));

        CONNECTIONS.cut(1, PART / 2);
        try (InputStream in = bucket.open(KEY)) {
            in.readNBytes(PART / 2);
            bucket.write(KEY, new byte[PART]);

            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("was replaced");
        }
    }

    @Example
    void connections_that_go_on_breaking_are_an_error_that_says_where() throws IOException {
        bucket.write(KEY, noise(PART));

        CONNECTIONS.cut(Integer.MAX_VALUE, 10);
        assertThatThrownBy(() -> read(PART))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("s3://logs/" + KEY)
                .hasMessageContaining("40 of 1000 bytes and 4 attempts");
        CONNECTIONS.cut(0, 0);
    }

    @Example
    void what_was_damaged_on_the_way_is_an_error_also_when_it_came_in_parts() throws IOException {
        bucket.write(KEY, noise(5 * PART));
        UnreliableConnections damaging = new UnreliableConnections();
        damaging.damage();
        try (S3Client broken = S3BucketTest.clientBuilder(server.endpoint())
                .httpClient(damaging)
                .build()) {
            Bucket same = new S3Bucket(broken, "logs", new Reading(PART, AHEAD, 1, BackoffStrategy.retryImmediately()));

            try (InputStream in = same.open(KEY)) {
                assertThatThrownBy(in::readAllBytes)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("5000 of 5000 bytes")
                        .hasMessageContaining("checksum");
            }
        }
    }

    @Example
    void no_thread_outlives_its_stream() throws Exception {
        bucket.write(KEY, noise(20 * PART));

        InputStream in = bucket.open(KEY);
        in.readNBytes(PART + 1);
        assertThat(readers()).isPositive();
        in.close();

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("reading-ahead")) {
                thread.join();
            }
        }
        assertThat(readers()).isZero();
        assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessageContaining("is closed");
    }

    private static long readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("reading-ahead"))
                .count();
    }

    private byte[] read(int step) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (InputStream in = bucket.open(KEY)) {
            byte[] buffer = new byte[step];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all.write(buffer, 0, read);
            }
        }
        return all.toByteArray();
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise);
        return noise;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }
}

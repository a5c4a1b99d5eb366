package com.eszoppping.recommendations.bench;

import com.eszoppping.recommendations.bucket.S3Bucket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** How fast one thread reads a large object of a bucket that is far away: by one request, and as {@link S3Bucket} does. */
public final class S3Bench {
    private static final double MEGA = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int BUFFER_BYTES = 64 * 1_024;
    private static final int MEMBER_LINES = 100_000;
    private static final int SMALL_ID = 10_000;
    private static final int LARGE_ID = 1_000_000;
    private static final double UNLIMITED = 1e12;

    // What others measured between a Lambda function and S3: tens of milliseconds, some 80 MB/s a connection.
    private static final Duration FAR = Duration.ofMillis(30);
    private static final double A_CONNECTION = 80 * MEGA;
    private static final long CUT_BYTES = 3_000_000;

    private final byte[] object;
    private final int rounds;

    private S3Bench(byte[] object, int rounds) {
        this.object = object;
        this.rounds = rounds;
    }

    /**
     * A comparison in one run.
     *
     * @param name the endpoint and what is done with the bytes
     * @param oneGet megabytes of the object a second by one request of the SDK; absent if that fails
     * @param ours megabytes a second by our stream
     */
    public record Row(String name, OptionalDouble oneGet, double ours) {}

    /**
     * Makes an object.
     *
     * @param megabytes its size, about
     * @param rounds how often each way is measured; the best counts
     */
    public static S3Bench of(int megabytes, int rounds) {
        byte[] member = member();
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        while (members.size() < megabytes * MEGA) {
            members.writeBytes(member);
        }
        return new S3Bench(members.toByteArray(), rounds);
    }

    /** Lines of a log, packed as usual. */
    private static byte[] member() {
        Random random = new Random(1);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (int line = 0; line < MEMBER_LINES; line++) {
                String text = "{\"session_id\":" + random.nextInt(LARGE_ID)
                        + ",\"timestamp\":\"2026-11-24T05:57:41\",\"user_id\":"
                        + random.nextInt(LARGE_ID) + ",\"product_id\":" + random.nextInt(SMALL_ID)
                        + ",\"event_type\":\"VIEW_PRODUCT\",\"offered_discount\":10,\"purchase_id\":null}\n";
                out.write(text.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new IllegalStateException("Nothing can fail in memory.", e);
        }
        return packed.toByteArray();
    }

    /** Measures all; the object is read by one thread. */
    public List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        ObjectEndpoint.Distance near = new ObjectEndpoint.Distance(Duration.ZERO, UNLIMITED, Long.MAX_VALUE);
        ObjectEndpoint.Distance far = new ObjectEndpoint.Distance(FAR, A_CONNECTION, Long.MAX_VALUE);
        rows.add(row("no latency, bytes alone", near, stream -> stream));
        rows.add(row("no latency, gunzip", near, GZIPInputStream::new));
        rows.add(row("30 ms, 80 MB/s a connection, bytes alone", far, stream -> stream));
        rows.add(row("30 ms, 80 MB/s a connection, gunzip", far, GZIPInputStream::new));
        ObjectEndpoint.Distance cut = new ObjectEndpoint.Distance(FAR, A_CONNECTION, CUT_BYTES);
        try (ObjectEndpoint endpoint = ObjectEndpoint.start(object, cut);
                S3Client s3 = client(endpoint)) {
            double ours = best(() -> new S3Bucket(s3, "logs").open("a"), stream -> stream);
            rows.add(new Row("the same, each connection cut after 3 MB", OptionalDouble.empty(), ours));
        }
        return rows;
    }

    private Row row(String name, ObjectEndpoint.Distance distance, Reader reader) throws IOException {
        try (ObjectEndpoint endpoint = ObjectEndpoint.start(object, distance);
                S3Client s3 = client(endpoint)) {
            double oneGet =
                    best(() -> s3.getObject(request -> request.bucket("logs").key("a")), reader);
            double ours = best(() -> new S3Bucket(s3, "logs").open("a"), reader);
            return new Row(name, OptionalDouble.of(oneGet), ours);
        }
    }

    private double best(Opening opening, Reader reader) throws IOException {
        double best = 0;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            try (InputStream in = reader.over(opening.open())) {
                byte[] buffer = new byte[BUFFER_BYTES];
                while (in.read(buffer) >= 0) {
                    // Only to be there.
                }
            }
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            best = Math.max(best, object.length / MEGA / seconds);
        }
        return best;
    }

    private static S3Client client(ObjectEndpoint endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @FunctionalInterface
    private interface Opening {
        InputStream open() throws IOException;
    }

    @FunctionalInterface
    private interface Reader {
        InputStream over(InputStream stream) throws IOException;
    }
}

package com.eszoppping.recommendations.bench;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bucket over HTTP that answers as from far away: every key has the same content, wholly or a range of it. */
final class ObjectEndpoint implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int CHUNK_BYTES = 64 * 1_024;
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * How far away it is.
     *
     * @param latency from a request to the first byte of its answer
     * @param bytesPerSecond how fast one connection is
     * @param cutAfterBytes after how many bytes of an answer the connection breaks
     */
    record Distance(Duration latency, double bytesPerSecond, long cutAfterBytes) {}

    private final byte[] content;
    private final Distance distance;
    private final LoopbackServer server;

    private ObjectEndpoint(byte[] content, Distance distance) throws IOException {
        this.content = content;
        this.distance = distance;
        this.server = new LoopbackServer("/", this::answer);
    }

    /** Starts to answer on a free port. */
    static ObjectEndpoint start(byte[] content, Distance distance) throws IOException {
        return new ObjectEndpoint(content, distance);
    }

    URI uri() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            LockSupport.parkNanos(distance.latency().toNanos());
            exchange.getResponseHeaders().set("ETag", "\"the-only-content\"");
            String asked = exchange.getRequestHeaders().getFirst("Range");
            Matcher range = RANGE.matcher(asked == null ? "" : asked);
            if (!range.matches()) {
                exchange.sendResponseHeaders(OK, content.length);
                send(exchange.getResponseBody(), 0, content.length);
                return;
            }
            int start = Integer.parseInt(range.group(1));
            int end = Integer.parseInt(range.group(2)) + 1;
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + start + "-" + (end - 1) + "/" + content.length);
            exchange.sendResponseHeaders(PARTIAL, end - start);
            send(exchange.getResponseBody(), start, end);
        }
    }

    private void send(OutputStream body, int start, int end) throws IOException {
        long began = System.nanoTime();
        long until = start + Math.min(end - start, distance.cutAfterBytes());
        for (int at = start; at < until; ) {
            int length = (int) Math.min(CHUNK_BYTES, until - at);
            body.write(content, at, length);
            at += length;
            long due = began + (long) ((at - start) / distance.bytesPerSecond() * NANOS_PER_SECOND);
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }
}

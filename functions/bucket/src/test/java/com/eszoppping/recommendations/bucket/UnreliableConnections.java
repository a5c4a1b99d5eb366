package com.eszoppping.recommendations.bucket;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** A real client for HTTP over which some answers don't arrive whole, or not as they were sent. */
final class UnreliableConnections implements SdkHttpClient {
    private static final String RANGE = "Range";
    private static final int NEVER = Integer.MAX_VALUE;
    private static final int END = -1;

    private final SdkHttpClient connections = UrlConnectionHttpClient.create();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final AtomicInteger cutsLeft = new AtomicInteger();
    private volatile int cutAfterBytes = NEVER;
    private volatile boolean damages;

    /** The next answers break off after some bytes. */
    void cut(int answers, int afterBytes) {
        cutAfterBytes = afterBytes;
        cutsLeft.set(answers);
    }

    /** One bit is changed in each answer's first byte. */
    void damage() {
        damages = true;
    }

    /** The ranges asked for since this was asked last; a request for all of an object has the range "whole". */
    List<String> takeRanges() {
        List<String> taken = List.copyOf(ranges);
        ranges.clear();
        return taken;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest real = connections.prepareRequest(request);
        if (request.httpRequest().method() != SdkHttpMethod.GET) {
            return real;
        }
        ranges.add(request.httpRequest().firstMatchingHeader(RANGE).orElse("whole"));
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                HttpExecuteResponse answer = real.call();
                return HttpExecuteResponse.builder()
                        .response(answer.httpResponse())
                        .responseBody(answer.responseBody()
                                .map(UnreliableConnections.this::unreliable)
                                .orElse(null))
                        .build();
            }

            @Override
            public void abort() {
                real.abort();
            }
        };
    }

    private AbortableInputStream unreliable(AbortableInputStream body) {
        boolean cut = cutsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        return AbortableInputStream.create(new Body(body, cut ? cutAfterBytes : NEVER, damages), body);
    }

    @Override
    public void close() {
        connections.close();
    }

    private static final class Body extends FilterInputStream {
        private final boolean damaged;
        private int left;
        private boolean begun;

        Body(InputStream body, int bytes, boolean damaged) {
            super(body);
            this.left = bytes;
            this.damaged = damaged;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) == END ? END : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return brokenOff();
            }
            int read = super.read(buffer, offset, Math.min(left, length));
            left -= Math.max(0, read);
            if (damaged && !begun && read > 0) {
                buffer[offset] ^= 1;
            }
            begun = true;
            return read;
        }

        /** A cut connection shows itself in one way or the other. */
        private int brokenOff() throws IOException {
            if (begun) {
                return END;
            }
            throw new SocketException("Connection reset");
        }
    }
}

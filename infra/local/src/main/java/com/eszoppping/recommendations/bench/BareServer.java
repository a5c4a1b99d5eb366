package com.eszoppping.recommendations.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/** What a request costs at the least: a process of its own that answers every one with the same list, by the server of the local front. */
final class BareServer {
    /** As long as an answer with ten products. */
    private static final byte[] ANSWER = ("{\"items\":["
                    + "{\"productId\":\"1004\",\"score\":0.1299,\"reason\":\"POPULAR_IN_CATEGORY\"},".repeat(10)
                    + "{}]}")
            .getBytes(UTF_8);

    private BareServer() {}

    /** Prints where it listens, and answers until it is stopped. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        try (LoopbackServer server = new LoopbackServer("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, ANSWER.length);
                exchange.getResponseBody().write(ANSWER);
            }
        })) {
            System.out.println(server.uri());
            Thread.currentThread().join();
        }
    }
}

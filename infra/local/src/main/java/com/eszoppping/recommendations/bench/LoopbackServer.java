package com.eszoppping.recommendations.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;

/** An HTTP server that only this machine reaches, for what is measured to talk to; each request has a thread of its own. */
final class LoopbackServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Starts to listen on a free port.
     *
     * @param path what the paths begin with that are answered
     */
    LoopbackServer(String path, HttpHandler handler) throws IOException {
        // Else the second packet of a long answer waits 40 ms for the first one's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(path, handler);
        server.setExecutor(threads);
        server.start();
    }

    /** Host and port. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    URI uri() {
        return URI.create("http://" + address());
    }

    /** The DynamoDB operation that a request asks for, e.g. {@code DynamoDB_20120810.GetItem}. */
    static String operation(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("X-Amz-Target");
    }

    /** Answers as DynamoDB does, with the checksum that its clients compare. */
    static void answer(HttpExchange exchange, byte[] json) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(json);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.getResponseHeaders().set("x-amz-crc32", Long.toString(checksum.getValue()));
        exchange.sendResponseHeaders(200, json.length);
        exchange.getResponseBody().write(json);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

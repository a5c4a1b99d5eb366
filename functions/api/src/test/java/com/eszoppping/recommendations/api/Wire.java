package com.eszoppping.recommendations.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A port that leads to another one, until it is broken. */
final class Wire implements AutoCloseable {
    /** How a server can be away. */
    enum Fault {
        /** Its process was killed: connections break, new ones are refused. */
        REFUSES,
        /** It takes requests and never answers. */
        HANGS
    }

    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(10);

    private final URI target;
    private final int port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket server;
    private volatile boolean hangs;

    private Wire(URI target, ServerSocket server) {
        this.target = target;
        this.server = server;
        this.port = server.getLocalPort();
    }

    static Wire to(URI target) throws IOException {
        Wire wire = new Wire(target, listen(0));
        wire.accept();
        return wire;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void breaks(Fault fault) throws IOException {
        if (fault == Fault.HANGS) {
            hangs = true;
            return;
        }
        server.close();
        cut();
    }

    void mend() throws IOException {
        hangs = false;
        cut(); // what was said into the void gets no late answer
        if (server.isClosed()) {
            server = listenAgain();
            accept();
        }
    }

    /** The system gives a port free only when nobody waits at it any more, a moment after it was closed. */
    private ServerSocket listenAgain() throws IOException {
        for (long end = System.nanoTime() + LONGEST_CLOSING.toNanos(); ; ) {
            try {
                return listen(port);
            } catch (BindException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        try (ServerSocket closing = server) {
            cut();
        } catch (IOException e) {
            throw new IllegalStateException("A port cannot be closed.", e);
        }
        threads.shutdownNow();
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        return server;
    }

    private void cut() {
        for (Socket socket : sockets) {
            close(socket);
        }
        sockets.clear();
    }

    private void accept() {
        ServerSocket listening = server;
        threads.execute(() -> {
            try {
                while (!listening.isClosed()) {
                    connect(listening.accept());
                    if (listening.isClosed()) {
                        cut(); // whom the cut came too early for
                    }
                }
            } catch (IOException e) {
                // The port was closed while it waited for somebody.
            }
        });
    }

    private void connect(Socket client) throws IOException {
        client.setTcpNoDelay(true);
        Socket behind = new Socket(target.getHost(), target.getPort());
        behind.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(behind);
        threads.execute(() -> pass(client, behind));
        threads.execute(() -> pass(behind, client));
    }

    private void pass(Socket from, Socket to) {
        try (InputStream input = from.getInputStream();
                OutputStream output = to.getOutputStream()) {
            byte[] bytes = new byte[8_192];
            for (int read = input.read(bytes); read >= 0; read = input.read(bytes)) {
                if (!hangs) {
                    output.write(bytes, 0, read);
                }
            }
        } catch (IOException e) {
            // So a broken wire looks from here.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed it is.
        }
    }
}

package com.eszoppping.recommendations.local;

import java.io.IOException;
import java.net.ServerSocket;

/** A port for a server of another process, which can't be given one that is bound already. */
public final class FreePort {
    private FreePort() {}

    /** One that was free a moment ago. */
    public static int find() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

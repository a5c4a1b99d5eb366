package com.eszoppping.recommendations.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The address at which containers, and this machine itself, reach servers here: the end of the engine's bridge. */
public final class ContainerGateway {
    private static final List<String> ASK_THE_ENGINE =
            List.of("docker", "network", "inspect", "bridge", "-f", "{{(index .IPAM.Config 0).Gateway}}");

    private ContainerGateway() {}

    /** Absent if there is no container engine, or if it runs in a machine of its own, as Docker Desktop does. */
    public static Optional<String> address() throws InterruptedException {
        try {
            Process engine = new ProcessBuilder(ASK_THE_ENGINE)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String address = new String(engine.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return engine.waitFor() == 0 && isOfThisMachine(address) ? Optional.of(address) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isOfThisMachine(String address) throws IOException {
        return NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null;
    }
}

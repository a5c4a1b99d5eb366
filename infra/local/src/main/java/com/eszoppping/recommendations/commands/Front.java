package com.eszoppping.recommendations.commands;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.eszoppping.recommendations.admin.AdminFunction;
import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.feedback.FeedbackFunction;
import com.eszoppping.recommendations.local.LocalApi;
import com.eszoppping.recommendations.store.Table;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The API on this machine, with the same handlers as in the cloud. */
final class Front {
    private static final Duration REFRESH = Duration.ofSeconds(1);

    /** On one machine nobody is to be hidden from anybody; in the cloud each stack has its own. */
    static final String VISITOR_SALT = "local";

    private Front() {}

    /**
     * Answers requests until the process is told to stop.
     *
     * @param moreOrigins whose pages may read the answers, beside the template's
     * @param token what requests that change something must carry; a random one if absent
     * @param greeting what to print when it answers, given the URL
     * @throws CommandFailedException if the port is in use
     */
    static void serve(
            Console console,
            Place place,
            int port,
            List<String> moreOrigins,
            Optional<String> token,
            UnaryOperator<String> greeting)
            throws IOException {
        try (Interrupt interrupt = Interrupt.ofThisThread();
                Table read = place.openTableForRequests();
                Table changed = place.openTable();
                LocalApi api = start(console, place, read, changed, port, moreOrigins, token)) {
            String url = "http://localhost:" + api.port();
            console.out().println(greeting.apply(url));
            console.out().println(consolePage(url, api.token()));
            console.out().println(change(url, api.token()));
            Interrupt.await();
        }
    }

    /**
     * Makes sure that a port can be had before work begins that would be in vain without.
     *
     * @throws CommandFailedException if it is in use
     */
    static void checkFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address(port));
        } catch (BindException e) {
            throw inUse(port, e);
        }
    }

    /** The token stands where no request carries it, and where the page finds it. */
    private static String consolePage(String url, String token) {
        return "The console, which may change experiments: " + url + "/console#token="
                + URLEncoder.encode(token, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String change(String url, String token) {
        return "What changes something needs the token, e.g. to take a product off sale:" + System.lineSeparator()
                + "  curl -X PUT " + url + "/products/PRODUCT/availability -H 'Authorization: Bearer "
                + token.replace("'", "'\\''") + "' -d '{\"available\": false}'";
    }

    private static LocalApi start(
            Console console,
            Place place,
            Table read,
            Table changed,
            int port,
            List<String> moreOrigins,
            Optional<String> token)
            throws IOException {
        InstantSource clock = InstantSource.system();
        Map<String, RequestStreamHandler> functions = Map.of(
                "ApiFunction", new ApiFunction(read, REFRESH, place.exposures(), VISITOR_SALT, clock),
                "FeedbackFunction", new FeedbackFunction(place.feedback(), clock),
                "AdminFunction", new AdminFunction(changed, place.bucket(), clock));
        try {
            return LocalApi.start(
                    LocalApi.template(), functions, address(port), moreOrigins, clock, console.err(), token, true);
        } catch (BindException e) {
            throw inUse(port, e);
        }
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static CommandFailedException inUse(int port, BindException cause) {
        return new CommandFailedException(
                "Port " + port + " is in use: stop what listens there, or choose another with --port.", cause);
    }
}

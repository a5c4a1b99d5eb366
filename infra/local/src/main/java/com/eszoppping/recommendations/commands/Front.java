package com.eszoppping.recommendations.commands;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.feedback.EventSink;
import com.eszoppping.recommendations.feedback.FeedbackFunction;
import com.eszoppping.recommendations.local.LocalApi;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionReader;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The API on this machine, with the same handlers as in the cloud. */
final class Front {
    private static final Duration REFRESH = Duration.ofSeconds(1);

    private Front() {}

    /**
     * Answers requests until the process is told to stop.
     *
     * @param greeting what to print when it answers, given the URL
     * @throws CommandFailedException if the port is in use
     */
    static void serve(Console console, Place place, int port, UnaryOperator<String> greeting) throws IOException {
        try (Interrupt interrupt = Interrupt.ofThisThread();
                Table table = place.openTable();
                LocalApi api = start(console, table, place.feedback(), port)) {
            console.out().println(greeting.apply("http://localhost:" + api.port()));
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

    private static LocalApi start(Console console, Table table, EventSink feedback, int port) throws IOException {
        InstantSource clock = InstantSource.system();
        Map<String, RequestStreamHandler> functions = Map.of(
                "ApiFunction", new ApiFunction(new VersionReader(table, clock, REFRESH), clock),
                "FeedbackFunction", new FeedbackFunction(feedback, clock));
        try {
            return LocalApi.start(LocalApi.template(), functions, address(port), clock, console.err());
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

package com.eszoppping.recommendations.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands where API Gateway stands in the cloud: takes HTTP requests on this machine, finds the route in the template,
 * calls the function with the event that API Gateway would send, and writes its answer back. What the gateway itself
 * would refuse is refused here with the same status and body; only what is no HTTP for the JDK's server, e.g.
 * {@code %zz} in the request line, that server refuses before anything here is called, in its own words.
 */
public final class LocalApi implements AutoCloseable {
    /** How long API Gateway waits for a function. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int DRAIN_SECONDS = 5;
    private static final int TOKEN_BYTES = 18;

    private final Routes routes;
    private final Cors cors;
    private final Map<String, RequestStreamHandler> functions;
    private final InstantSource clock;
    private final PrintStream log;
    private final HttpServer server;
    private final String token;
    private final Optional<LiveFigures> live;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private LocalApi(
            Routes routes,
            Cors cors,
            Map<String, RequestStreamHandler> functions,
            InetSocketAddress address,
            InstantSource clock,
            PrintStream log,
            String token,
            Optional<LiveFigures> live)
            throws IOException {
        this.token = token;
        this.live = live;
        this.routes = routes;
        this.cors = cors;
        this.functions = Map.copyOf(functions);
        this.clock = clock;
        this.log = log;
        this.server = HttpServer.create(address, 0);
    }

    /** Starts to listen for pages of the template's origins, with a token that nobody can guess; see below. */
    public static LocalApi start(
            String template,
            Map<String, RequestStreamHandler> functions,
            InetSocketAddress address,
            InstantSource clock,
            PrintStream log)
            throws IOException {
        return start(template, functions, address, List.of(), clock, log, Optional.empty(), false);
    }

    /**
     * Starts to listen.
     *
     * @param template the text of the SAM template with the routes and the origins that may read the answers
     * @param functions the handlers by the logical id of their function; each function with a route must be there
     * @param address port 0 takes any that is free
     * @param moreOrigins whose pages may read the answers too, like {@code http://localhost:5173}
     * @param log where the functions' logs and failures go
     * @param token stands in the place of AWS credentials: what the template lets only signed requests do is done only for
     *     requests with {@code Authorization: Bearer} and this; if absent, it is one that nobody can guess
     * @param site whether the storefront at {@code /} and the console at {@code /console} are served too, with what the console
     *     shows of this front
     * @throws IllegalArgumentException if the template has no routes, one whose function is not there, or origins that
     *     can't be read
     * @throws java.net.BindException if the port is in use
     */
    public static LocalApi start(
            String template,
            Map<String, RequestStreamHandler> functions,
            InetSocketAddress address,
            List<String> moreOrigins,
            InstantSource clock,
            PrintStream log,
            Optional<String> token,
            boolean site)
            throws IOException {
        Routes routes = Routes.of(template);
        for (Route route : routes.inOrder()) {
            if (!functions.containsKey(route.function())) {
                throw new IllegalArgumentException("The route '" + route.key() + "' calls the function "
                        + route.function() + ", which is not one of " + functions.keySet() + ".");
            }
        }
        LocalApi api = new LocalApi(
                routes,
                Cors.of(template).with(moreOrigins),
                functions,
                address,
                clock,
                log,
                token.orElseGet(LocalApi::randomToken),
                site ? Optional.of(new LiveFigures(clock)) : Optional.empty());
        api.server.createContext("/", api::answer);
        api.server.setExecutor(api.threads);
        api.server.start();
        return api;
    }

    private static String randomToken() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** The text of the template that this build was made with. */
    public static String template() {
        try (InputStream template = LocalApi.class.getResourceAsStream("/template.yaml")) {
            if (template == null) {
                throw new IllegalStateException("This build has no template.yaml; build the project again.");
            }
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The template.yaml of this build cannot be read.", e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** What requests that change something must carry. */
    public String token() {
        return token;
    }

    /** Stops listening, lets the requests that are running end, and returns after a few seconds at most. */
    @Override
    public void close() {
        server.stop(DRAIN_SECONDS);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            respond(GatewayRequest.of(exchange)).write(exchange);
        }
    }

    private GatewayResponse respond(GatewayRequest request) {
        Optional<Routes.Match> match = routes.match(request.method(), request.pathParts());
        return ofTheSite(request, match).orElseGet(() -> ofTheApi(request, match));
    }

    /** Only what no route of the API takes: to look for a file that is not there takes longer than most answers. */
    private Optional<GatewayResponse> ofTheSite(GatewayRequest request, Optional<Routes.Match> match) {
        boolean isOfTheApi = match.filter(taken -> !taken.route().isDefault()).isPresent();
        return isOfTheApi
                ? Optional.empty()
                : live.flatMap(figures -> figures.answer(request).or(() -> Site.answer(request)));
    }

    private GatewayResponse ofTheApi(GatewayRequest request, Optional<Routes.Match> match) {
        return cors.isPreflight(request)
                ? cors.preflight(request)
                : cors.onAnswer(refuseOrCall(request, match), request);
    }

    private GatewayResponse refuseOrCall(GatewayRequest request, Optional<Routes.Match> match) {
        if (request.lineBytes() > GatewayRequest.MAX_HEAD_BYTES) {
            return GatewayResponse.ofTheGateway(414, "URI Too Long");
        }
        if (request.headBytes() > GatewayRequest.MAX_HEAD_BYTES) {
            return GatewayResponse.ofTheGateway(431, "Request Header Fields Too Large");
        }
        if (request.body().length > GatewayRequest.MAX_BODY_BYTES) {
            return GatewayResponse.ofTheGateway(413, "Request Entity Too Large");
        }
        if (match.isEmpty()) {
            return GatewayResponse.ofTheGateway(404, "Not Found");
        }
        if (match.get().route().signed() && !hasToken(request)) {
            return GatewayResponse.ofTheGateway(403, "Forbidden");
        }
        long start = System.nanoTime();
        GatewayResponse answer = call(request, match.get());
        live.ifPresent(figures -> figures.answered(match.get().route(), answer, System.nanoTime() - start));
        return answer;
    }

    private boolean hasToken(GatewayRequest request) {
        String sent = request.header("authorization").orElse("");
        return MessageDigest.isEqual(
                ("Bearer " + token).getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    // A function may throw anything; the gateway answers 500 to all of it.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private GatewayResponse call(GatewayRequest request, Routes.Match match) {
        String function = match.route().function();
        LocalContext context = LocalContext.of(function, TIMEOUT, clock, log);
        try {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            byte[] event = request.event(match, context.requestId(), clock.instant());
            functions.get(function).handleRequest(new ByteArrayInputStream(event), answer, context);
            return GatewayResponse.ofTheFunction(answer.toByteArray());
        } catch (Exception | Error e) {
            log.println(function + " failed on '" + match.route().key() + "':");
            e.printStackTrace(log);
            return GatewayResponse.ofTheGateway(500, "Internal Server Error");
        }
    }
}

package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route that the template lets only signed requests through reaches no function here without the token. */
final class SignedRoutesTest {
    private static final String TOKEN = "Secret-Token";
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final RequestStreamHandler COUNTING = (input, output, context) -> {
        CALLS.incrementAndGet();
        output.write("{\"statusCode\":200,\"body\":\"{}\"}".getBytes(StandardCharsets.UTF_8));
    };

    private static LocalApi api;
    private static HttpClient client;

    @BeforeAll
    static void start() throws IOException {
        Map<String, RequestStreamHandler> functions = Routes.of(LocalApi.template()).inOrder().stream()
                .collect(Collectors.toMap(Route::function, route -> COUNTING, (one, same) -> one));
        api = LocalApi.start(
                LocalApi.template(),
                functions,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(),
                InstantSource.system(),
                System.err,
                Optional.of(TOKEN),
                true);
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        api.close();
    }

    static Stream<Route> signedRoutes() {
        return Routes.of(LocalApi.template()).inOrder().stream().filter(Route::signed);
    }

    @Test
    void whatever_changes_something_but_takes_events_is_signed() {
        assertThat(Routes.of(LocalApi.template()).inOrder())
                .filteredOn(route -> !route.path().equals(Route.DEFAULT))
                .filteredOn(route -> !route.method().equals("GET"))
                .filteredOn(route -> !route.signed())
                .extracting(Route::key)
                .containsExactly("POST /events");
    }

    @ParameterizedTest
    @MethodSource("signedRoutes")
    void a_signed_route_calls_no_function_without_exactly_the_token(Route route) throws Exception {
        int before = CALLS.get();
        for (String wrong : List.of(
                "",
                "Bearer",
                "Bearer wrong",
                "bearer " + TOKEN,
                "BEARER " + TOKEN,
                "Bearer " + TOKEN.toLowerCase(Locale.ROOT),
                "Bearer " + TOKEN + "x",
                "Bearer  " + TOKEN,
                "Basic " + TOKEN,
                TOKEN)) {
            assertThat(send(route, "", wrong).statusCode()).as(wrong).isEqualTo(403);
        }
        for (String query : List.of("?token=" + TOKEN, "?Authorization=Bearer%20" + TOKEN, "?access_token=" + TOKEN)) {
            assertThat(send(route, query, "").statusCode()).as(query).isEqualTo(403);
        }
        assertThat(CALLS).hasValue(before);

        assertThat(send(route, "", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
        assertThat(CALLS).hasValue(before + 1);
    }

    private static HttpResponse<String> send(Route route, String query, String authorization) throws Exception {
        String path = route.path().replaceAll("\\{\\w+}", "x");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + api.port() + path + query))
                .method(route.method(), HttpRequest.BodyPublishers.ofString("{}"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}

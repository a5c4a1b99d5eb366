package com.eszoppping.recommendations.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEMPLATE = """
            Parameters:
              Origin: {Type: String, Default: "https://shop.example"}
            Resources:
              Api:
                Type: AWS::Serverless::HttpApi
                Properties:
                  CorsConfiguration:
                    AllowOrigins: [!Ref Origin, "https://second.example"]
                    AllowMethods: [GET, PUT]
                    AllowHeaders: [content-type, x-two]
                    MaxAge: 600
              EchoFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Role: !Sub "${AWS::StackName}"
                  Events:
                    Get: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: GET, Path: /things}}
                    One: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: GET, Path: "/things/{thingId}"}}
                    Put: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: PUT, Path: /things, Auth: {Authorizer: AWS_IAM}}}
                    Post: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: POST, Path: /things}}
              FailingFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Events:
                    Fail: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: GET, Path: /fail}}
            """;

    /** Answers with the event itself. */
    private static final RequestStreamHandler ECHO = (input, output, context) -> {
        ObjectNode response = JSON.createObjectNode();
        response.put("statusCode", 200);
        response.putObject("headers").put("Content-Type", "application/json").put("Access-Control-Allow-Origin", "*");
        response.put("body", new String(input.readAllBytes(), StandardCharsets.UTF_8));
        output.write(JSON.writeValueAsBytes(response));
    };

    private static final RequestStreamHandler FAILING = (input, output, context) -> {
        throw new IllegalStateException("a secret of ours");
    };

    private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();
    private static LocalApi api;
    private static HttpClient client;

    @BeforeAll
    static void start() throws IOException {
        api = LocalApi.start(
                TEMPLATE,
                Map.of("EchoFunction", ECHO, "FailingFunction", FAILING),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(),
                InstantSource.system(),
                new PrintStream(LOG, true, StandardCharsets.UTF_8),
                Optional.of("a-token"),
                false);
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        api.close();
    }

    @Test
    void a_request_becomes_the_event_that_api_gateway_would_send() throws Exception {
        HttpRequest request = request("/things?category=Gry%20na%20konsole&id=a+b&id=c&empty=")
                .header("X-Two", "1")
                .header("X-Two", "2")
                .header("Cookie", "one=1; two=2")
                .build();
        JsonNode event = JSON.readTree(send(request).body());

        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("routeKey").asText()).isEqualTo("GET /things");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("category=Gry%20na%20konsole&id=a+b&id=c&empty=");
        assertThat(event.at("/queryStringParameters/category").asText()).isEqualTo("Gry na konsole");
        assertThat(event.at("/queryStringParameters/id").asText()).isEqualTo("a b,c");
        assertThat(event.at("/queryStringParameters/empty").asText()).isEmpty();
        assertThat(event.at("/headers/x-two").asText()).isEqualTo("1,2");
        assertThat(event.path("cookies")).hasSize(2);
        assertThat(event.at("/requestContext/http/method").asText()).isEqualTo("GET");
        assertThat(event.at("/requestContext/http/sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
    }

    @Test
    void a_variable_of_the_path_is_taken_out_and_decoded() throws Exception {
        JsonNode event = JSON.readTree(get("/things/a%23b%2Fc").body());

        assertThat(event.path("routeKey").asText()).isEqualTo("GET /things/{thingId}");
        assertThat(event.at("/pathParameters/thingId").asText()).isEqualTo("a#b/c");
    }

    @Test
    void a_body_is_passed_on_as_text_or_in_base64() throws Exception {
        HttpRequest text = request("/things")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"a\":\"ą\"}"))
                .build();
        assertThat(JSON.readTree(send(text).body()).path("body").asText()).isEqualTo("{\"a\":\"ą\"}");

        HttpRequest bytes = request("/things")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {1, 2}))
                .build();
        assertThat(JSON.readTree(send(bytes).body()).path("isBase64Encoded").asBoolean())
                .isTrue();
    }

    @Test
    void what_the_gateway_itself_refuses_has_its_own_body() throws Exception {
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/nothing").body()).isEqualTo("{\"message\":\"Not Found\"}");

        HttpRequest large = request("/things")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1]))
                .build();
        assertThat(send(large).statusCode()).isEqualTo(413);
    }

    @Test
    void what_needs_a_signature_in_the_cloud_needs_exactly_the_token_here() throws Exception {
        HttpRequest.Builder put = request("/things").PUT(HttpRequest.BodyPublishers.noBody());
        assertThat(send(put.copy().build()).statusCode()).isEqualTo(403);
        assertThat(send(put.copy().build()).body()).isEqualTo("{\"message\":\"Forbidden\"}");
        for (String other : List.of(
                "Bearer",
                "Bearer ",
                "Bearer a-toke",
                "Bearer a-token2",
                "bearer a-token",
                "a-token",
                "AWS4-HMAC-SHA256 a-token")) {
            assertThat(send(put.copy().header("Authorization", other).build()).statusCode())
                    .as(other)
                    .isEqualTo(403);
        }
        assertThat(send(put.copy().header("Authorization", "Bearer a-token").build())
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/things").statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_that_nobody_chose_is_another_each_time() throws Exception {
        List<String> tokens = new ArrayList<>();
        for (int start = 0; start < 2; start++) {
            try (LocalApi other = LocalApi.start(
                    TEMPLATE,
                    Map.of("EchoFunction", ECHO, "FailingFunction", FAILING),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    InstantSource.system(),
                    new PrintStream(LOG, true, StandardCharsets.UTF_8))) {
                tokens.add(other.token());
            }
        }
        assertThat(tokens.get(0)).hasSize(24).isNotEqualTo(tokens.get(1));
    }

    @Test
    void a_function_that_throws_is_a_500_that_says_nothing_about_it() throws Exception {
        HttpResponse<String> answer = get("/fail");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        assertThat(LOG.toString(StandardCharsets.UTF_8)).contains("a secret of ours");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/things?q=%ff%fe",
                "/things?q=%",
                "/things?q=%zz",
                "/things?%00=%00",
                "/things?&&==&=a&a",
                "/things?q=\u00ff",
                "/things/%ff",
                "/things/%",
                "//things",
                "/things/../things",
                "/things?q=<>\"{}|\\^`"
            })
    void odd_bytes_in_a_request_are_no_failure_of_ours(String target) throws Exception {
        assertThat(statusOfRaw(target)).isBetween(200, 499);
    }

    /** HTTP clients refuse to send such requests; browsers' users, scanners and attackers do not. */
    private static int statusOfRaw(String target) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 ");
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    @Test
    void a_path_that_begins_with_two_slashes_names_no_host() throws IOException {
        assertThat(statusOfRaw("//localhost/things")).isEqualTo(404);
        assertThat(statusOfRaw("http://localhost/things")).isEqualTo(200);
    }

    @Test
    void what_is_no_uri_is_refused_before_it_reaches_the_front() throws IOException {
        assertThat(statusOfRaw("/things?q=%zz")).isEqualTo(400);
        assertThat(statusOfRaw("/nothing?q=%zz")).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example", "https://second.example"})
    void the_gateway_itself_answers_the_preflight_of_an_allowed_origin(String origin) throws Exception {
        HttpResponse<String> answer = send(preflight("/things", origin));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(header(answer, "access-control-allow-origin")).contains(origin);
        assertThat(header(answer, "access-control-allow-methods")).contains("GET,PUT");
        assertThat(header(answer, "access-control-allow-headers")).contains("content-type,x-two");
        assertThat(header(answer, "access-control-max-age")).contains("600");
    }

    @Test
    void a_preflight_of_another_origin_gets_no_leave() throws Exception {
        HttpResponse<String> answer = send(preflight("/things", "https://shop.example.evil"));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    @Test
    void other_options_requests_are_no_preflight() throws Exception {
        HttpRequest request = request("/things")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://shop.example")
                .build();

        assertThat(send(request).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/things", "/nothing", "/fail"})
    void pages_of_allowed_origins_and_no_others_may_read_an_answer(String target) throws Exception {
        assertThat(allowedOrigin(target, "https://shop.example")).contains("https://shop.example");
        assertThat(allowedOrigin(target, "https://evil.example")).isEmpty();
        assertThat(header(get(target), "access-control-allow-origin")).isEmpty();
    }

    @Test
    void the_origins_of_our_own_template_are_found() {
        assertThat(Cors.of(LocalApi.template()))
                .isEqualTo(new Cors(
                        List.of("http://localhost:8080"),
                        List.of("GET", "POST"),
                        List.of("content-type"),
                        Optional.of("3600")));
    }

    @Test
    void origins_that_are_not_said_as_text_or_parameter_are_refused() {
        assertThatThrownBy(() -> Cors.of(TEMPLATE.replace("!Ref Origin", "!Sub Origin")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 8");
        assertThatThrownBy(() -> Cors.of(TEMPLATE.replace("MaxAge", "AllowCredentials")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AllowCredentials");
    }

    @Test
    void a_template_may_allow_every_origin_or_none() {
        GatewayRequest request = new GatewayRequest(
                "OPTIONS",
                "/things",
                "",
                "HTTP/1.1",
                "127.0.0.1",
                Map.of("origin", List.of("https://any.example"), "access-control-request-method", List.of("GET")),
                new byte[0]);
        Cors every = Cors.of(TEMPLATE.replace("!Ref Origin", "\"*\""));
        Cors none = Cors.of(TEMPLATE.replace("CorsConfiguration", "Description"));

        assertThat(every.preflight(request).headers()).containsEntry("access-control-allow-origin", "*");
        assertThat(none.isPreflight(request)).isFalse();
    }

    private static HttpRequest preflight(String target, String origin) {
        return request(target)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .build();
    }

    private static Optional<String> allowedOrigin(String target, String origin) throws Exception {
        return header(send(request(target).header("Origin", origin).build()), "access-control-allow-origin");
    }

    private static Optional<String> header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name);
    }

    @Test
    void a_template_whose_function_is_not_there_is_refused() {
        assertThatThrownBy(() -> LocalApi.start(
                        TEMPLATE,
                        Map.of("EchoFunction", ECHO),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        InstantSource.system(),
                        System.err))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FailingFunction");
    }

    @Test
    void the_routes_of_our_own_template_are_found() {
        assertThat(Routes.of(LocalApi.template()).inOrder().stream().map(Route::key))
                .containsAll(List.of("GET /recommendations", "GET /models", "GET /health", "$default"));
    }

    private static HttpResponse<String> get(String target) throws Exception {
        return send(request(target).build());
    }

    private static HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + target));
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}

package com.eszoppping.recommendations.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code infra/build/check-dependencies}, with a server that speaks OSV's protocol and knows one vulnerability. */
final class CheckDependenciesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VULNERABLE = "pkg:maven/org.example/parser@1.0";
    private static final String SAFE = "pkg:maven/org.example/parser@1.1";
    private static final String ID = "GHSA-0000-1111-2222";

    private final Set<String> asked = new ConcurrentSkipListSet<>();
    private HttpServer osv;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        osv = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        osv.createContext("/v1/querybatch", this::answer);
        osv.start();
    }

    @AfterEach
    void stop() {
        osv.stop(0);
    }

    @Test
    void a_package_with_a_known_vulnerability_fails_and_is_named() throws Exception {
        Answer answer = check(address(), bill("api", SAFE, VULNERABLE), bill("admin", VULNERABLE));

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.output())
                .containsExactly(VULNERABLE + ": " + ID, "1 of 2 packages have a known vulnerability.");
    }

    @Test
    void packages_that_nothing_is_known_of_pass() throws Exception {
        assertThat(check(address(), bill("api", SAFE)))
                .isEqualTo(new Answer(0, List.of("0 of 1 packages have a known vulnerability.")));
    }

    @Test
    void every_package_of_others_in_the_zips_is_asked_about() throws Exception {
        Set<String> shipped = new TreeSet<>();
        for (String module : List.of("training", "api", "feedback", "admin")) {
            JSON.readTree(Repository.file("functions/" + module + "/target/bom.json")
                            .toFile())
                    .path("components")
                    .forEach(component -> shipped.add(component.path("purl").asText()));
        }

        assertThat(check(address()).exit()).isZero();
        assertThat(asked)
                .hasSizeGreaterThan(30)
                .containsAll(shipped.stream()
                        .filter(purl -> !purl.contains("com.eszoppping"))
                        .map(purl -> purl.substring(0, purl.indexOf('?')))
                        .toList())
                .noneMatch(purl -> purl.contains("com.eszoppping"))
                .anyMatch(purl -> purl.startsWith("pkg:npm/chart.js@"));
    }

    @Test
    void a_database_that_does_not_answer_is_not_taken_for_safety() throws Exception {
        String address = address();
        osv.stop(0);

        Answer answer = check(address, bill("api", SAFE));

        assertThat(answer.exit()).isEqualTo(3);
        assertThat(answer.output()).singleElement().asString().contains("Nobody knows", address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "[]",
                "{}",
                "{\"results\":[]}",
                "{\"results\":[null]}",
                "{\"results\":[{\"vulns\":[{}]}]}"
            })
    void an_answer_of_something_else_than_osv_is_not_taken_for_safety(String said) throws Exception {
        String address = address();
        osv.removeContext("/v1/querybatch");
        osv.createContext("/v1/querybatch", exchange -> answer(exchange, said));

        Answer answer = check(address, bill("api", SAFE));

        assertThat(answer.exit()).isEqualTo(3);
        assertThat(answer.output()).singleElement().asString().contains("did not answer as OSV does");
    }

    private void answer(HttpExchange exchange) throws IOException {
        StringBuilder results = new StringBuilder();
        for (JsonNode query : JSON.readTree(exchange.getRequestBody()).path("queries")) {
            String purl = query.at("/package/purl").asText();
            asked.add(purl);
            results.append(results.isEmpty() ? "" : ",")
                    .append(purl.equals(VULNERABLE) ? "{\"vulns\":[{\"id\":\"" + ID + "\"}]}" : "{}");
        }
        answer(exchange, "{\"results\":[" + results + "]}");
    }

    private static void answer(HttpExchange exchange, String said) throws IOException {
        byte[] body = said.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String address() {
        return "http://localhost:" + osv.getAddress().getPort();
    }

    private String bill(String name, String... purls) throws IOException {
        String components = List.of(purls).stream()
                .map(purl -> "{\"purl\":\"" + purl + "?type=jar\"}")
                .collect(Collectors.joining(",", "{\"components\":[", "]}"));
        return Files.writeString(folder.resolve(name + ".json"), components).toString();
    }

    /** What the command printed, line by line, and its exit code. */
    private record Answer(int exit, List<String> output) {}

    private static Answer check(String address, String... bills) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                Repository.file("infra/build/check-dependencies").toString());
        command.command().addAll(List.of(bills));
        command.environment().put("OSV_URL", address);
        Process process = command.redirectErrorStream(true).start();
        List<String> output = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        return new Answer(process.waitFor(), output);
    }
}

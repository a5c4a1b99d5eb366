package com.eszoppping.recommendations.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.admin.AdminFunction;
import com.eszoppping.recommendations.api.ApiFunction;
import com.eszoppping.recommendations.feedback.FeedbackFunction;
import com.eszoppping.recommendations.local.LocalApi;
import com.eszoppping.recommendations.local.Stores;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment as somebody watches it on one machine: started over HTTP, simulated, asked for its results. */
class SimulateTest {
    private static final String TOKEN = "token";

    @TempDir
    private Path store;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), name -> null, false, Path.of(""));
    private Table table;
    private LocalApi api;

    @BeforeEach
    void serve() throws IOException {
        Stores.generate(store, 1_500, false);
        Place place = Place.Folders.of(store, store);
        Train.train(console, place, TrainingRequest.of(Optional.empty()));
        table = place.openTable();
        InstantSource clock = InstantSource.system();
        api = LocalApi.start(
                LocalApi.template(),
                Map.of(
                        "ApiFunction",
                        new ApiFunction(table, Duration.ZERO, place.exposures(), place.visitorSalt(), clock),
                        "FeedbackFunction",
                        new FeedbackFunction(place.feedback(), clock),
                        "AdminFunction",
                        new AdminFunction(table, place.bucket(), clock)),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(),
                clock,
                System.err,
                Optional.of(TOKEN),
                false);
    }

    @AfterEach
    void close() throws Exception {
        api.close();
        table.close();
    }

    @Test
    void a_large_effect_is_found_and_a_training_keeps_the_same_results() throws Exception {
        put("""
                {"status":"RUNNING","end":"2099-01-01T00:00:00Z","minimalEffect":0.3,"variants":[
                 {"name":"control","model":"popular"},{"name":"new","model":"popular"}]}
                """);

        assertThat(run("simulate", "--url", url(), "--visitors", "800", "--effect", "0.8"))
                .as(errors())
                .isZero();
        assertThat(output()).startsWith("800 visitors saw ").endsWith("True effect on clicks: +80.0 %.\n");
        assertThat(run("experiment", "results", "popular-twice", "--data", store.toString()))
                .as(errors())
                .isZero();
        assertThat(output())
                .contains("new has a higher click-through than control: ", "visitors are split as the weights say")
                .contains("0 lines broken", "at any look (always valid)", "still needed to find an effect of 30.0 %");

        assertThat(run("experiment", "results", "popular-twice", "--data", store.toString(), "--json"))
                .isZero();
        JsonNode shown = new ObjectMapper().readTree(output());
        Train.train(console, Place.Folders.of(store, store), TrainingRequest.of(Optional.empty()));
        JsonNode kept =
                new ObjectMapper().readTree(get("/experiments/popular-twice")).path("results");
        assertThat(kept.path("variants")).isEqualTo(shown.path("variants"));
        assertThat(kept.path("conclusive").asBoolean()).isTrue();
    }

    @Test
    void what_cannot_be_done_is_said_in_a_sentence() throws Exception {
        assertThat(run("simulate", "--url", url(), "--visitors", "1")).isEqualTo(1);
        assertThat(errors()).contains("No experiment runs at " + url());
        int closed = api.port();
        assertThat(run("experiment", "results", "x", "--data", store.toString()))
                .isEqualTo(1);
        assertThat(errors()).contains("There is no experiment 'x', nor any other");
        assertThat(run(
                        "experiment",
                        "results",
                        "x",
                        "--data",
                        store.resolve("catalogue").toString()))
                .isEqualTo(1);
        assertThat(errors()).contains("There is no folder");
        Path withoutVersions = store.resolve("catalogue");
        assertThat(run("experiment", "results", "x", "--data", store.toString(), "--store", withoutVersions.toString()))
                .isEqualTo(1);
        assertThat(errors()).contains("There are no versions in '" + withoutVersions + "'");
        assertThat(withoutVersions.resolve("versions.db")).doesNotExist();
        put("""
                {"end":"2099-01-01T00:00:00Z","variants":[
                 {"name":"control","model":"popular"},{"name":"new","model":"popular"}]}
                """);
        assertThat(run("experiment", "results", "x", "--data", store.toString()))
                .isEqualTo(1);
        assertThat(errors()).contains("There is no experiment 'x'; known are popular-twice.");
        assertThat(run("experiment", "results", "popular-twice", "--data", store.toString()))
                .isEqualTo(1);
        assertThat(errors()).contains("is a draft");
        assertThat(run("experiment")).isEqualTo(2);
        assertThat(run("simulate", "--effect", "3")).isEqualTo(2);
        assertThat(errors()).contains("--effect is above -1 and so small");
        assertThat(run("simulate", "--url", "ftp://x")).isEqualTo(2);
        assertThat(errors()).contains("--url is like http://localhost:8080");
        api.close();
        assertThat(run("simulate", "--url", "http://localhost:" + closed, "--visitors", "1"))
                .isEqualTo(1);
        assertThat(errors()).contains("Nothing answers at http://localhost:" + closed);
    }

    private void put(String experiment) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/experiments/popular-twice"))
                .header("Authorization", "Bearer " + TOKEN)
                .PUT(BodyPublishers.ofString(experiment))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    private String get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url() + path)).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private String url() {
        return "http://localhost:" + api.port();
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return Recs.run(console, arguments);
    }

    private String output() {
        return out.toString(UTF_8);
    }

    private String errors() {
        return err.toString(UTF_8);
    }
}

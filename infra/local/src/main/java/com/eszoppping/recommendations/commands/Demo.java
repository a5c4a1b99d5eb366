package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.generator.StoreOptions;
import com.eszoppping.recommendations.training.TrainingReport;
import com.eszoppping.recommendations.training.TrainingRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "demo", description = "Generate a store unless it is there, train, and answer requests until Ctrl-C.")
final class Demo implements Callable<Integer> {
    /** Where the demonstration is unless it is told otherwise. */
    static final String STORE = "out/demo";

    private final Console console;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            defaultValue = STORE,
            description = "The folder for everything. Default: ${DEFAULT-VALUE}.")
    private Path store;

    @Mixin
    private PortOption port;

    @Mixin
    private TokenOption token;

    @Mixin
    private OriginOption origin;

    Demo(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Front.checkFree(port.number());
        if (!Files.exists(store.resolve("sessions"))) {
            Generate.generate(console, StoreOptions.defaults(), store);
        }
        Place place = Place.Folders.of(store, store);
        Optional<Path> report = Train.train(console, place, TrainingRequest.of(Optional.empty()))
                .report()
                .map(TrainingReport::pageKey)
                .map(store::resolve);
        Optional<Shopper> shopper = Shopper.firstIn(place.bucket());
        Front.serve(
                console, place, port.number(), origin.origins(), token.text(), url -> greeting(url, shopper, report));
        return 0;
    }

    private String greeting(String url, Optional<Shopper> shopper, Optional<Path> report) {
        String recommendations = "curl -G " + url + "/recommendations";
        List<String> lines = new ArrayList<>();
        lines.add("The shop is open at " + url + " (Ctrl-C stops); the store is in " + store + ".");
        shopper.ifPresent(
                person -> lines.add("As a customer whom it knows: " + url + "/?user=" + encoded(person.userId())));
        lines.add("Or ask the API in another shell:");
        lines.add("  " + recommendations + " -d model=popular -d limit=5");
        lines.add("  " + recommendations + " -d model=groups -d limit=5"
                + shopper.map(Demo::options).orElse(""));
        shopper.ifPresent(person -> lines.add("  " + recommendations + " -d limit=5 --data-urlencode "
                + quoted("viewed=" + person.productId()) + "   # what comes next"));
        lines.add("  curl " + url + "/models");
        report.ifPresent(page -> lines.add("How good it is: " + page));
        return String.join(System.lineSeparator(), lines);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String options(Shopper shopper) {
        return " --data-urlencode " + quoted("userId=" + shopper.userId()) + " --data-urlencode "
                + quoted("category=" + shopper.category());
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}

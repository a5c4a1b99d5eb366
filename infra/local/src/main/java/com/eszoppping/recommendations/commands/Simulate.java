package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.simulation.ShopFailedException;
import com.eszoppping.recommendations.simulation.Simulation;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "simulate",
        description = "Send simulated shoppers to the API, to watch the experiment that runs there conclude.",
        footer =
                "They look at lists, click, buy and return; all variants but the control are clicked on more by --effect.")
final class Simulate implements Callable<Integer> {
    private static final double PERCENT = 100;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--url",
            defaultValue = "http://localhost:8080",
            description = "Where the API answers. Default: ${DEFAULT-VALUE}.")
    private URI url;

    @Option(names = "--visitors", defaultValue = "5000", description = "How many come. Default: ${DEFAULT-VALUE}.")
    private int visitors;

    @Option(
            names = "--effect",
            defaultValue = "0.1",
            description = "By which share other variants than the control are clicked on more; 0 for an A/A test."
                    + " Default: ${DEFAULT-VALUE}.")
    private double effect;

    @Option(
            names = "--clicks",
            defaultValue = "0.3",
            description = "How often a list of the control is clicked on. Default: ${DEFAULT-VALUE}.")
    private double clicks;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Who comes; another seed brings other people. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--concurrency",
            defaultValue = "16",
            description = "How many are there at once. Default: ${DEFAULT-VALUE}.")
    private int concurrency;

    Simulate(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Simulation simulation = simulation();
        try (ConsoleProgress progress = new ConsoleProgress(console)) {
            progress.phase("simulating");
            Simulation.Done done = simulation.run(left -> progress.advanced(left, "visitors"));
            progress.finished();
            console.out()
                    .printf(
                            Locale.ROOT,
                            "%,d visitors saw %,d lists in %s: %s. True effect on clicks: %+.1f %%.%n",
                            visitors,
                            done.lists(),
                            done.experiment(),
                            done.visitorsByVariant().entrySet().stream()
                                    .map(variant -> variant.getKey() + " " + variant.getValue())
                                    .collect(Collectors.joining(", ")),
                            PERCENT * effect);
            return 0;
        } catch (ShopFailedException e) {
            throw new CommandFailedException(e.getMessage(), e);
        }
    }

    private Simulation simulation() {
        try {
            return new Simulation(url, visitors, effect, clicks, seed, concurrency);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}

package com.eszoppping.recommendations.commands;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "jmh",
        description =
                "The three hottest loops of a training under JMH, on one thread: reading lines, the nearest centre in"
                        + " k-means, counting what follows each product.",
        footer = "The result is nanoseconds for each event of a made-up log.")
final class BenchJmh implements Callable<Integer> {
    private static final List<String> ONE_PROCESS = List.of("-f", "1", "-foe", "true");
    private static final List<String> THOROUGH = List.of("-wi", "5", "-w", "2", "-i", "8", "-r", "2");
    private static final List<String> QUICK = List.of("-wi", "2", "-w", "1", "-i", "3", "-r", "1");

    private final Console console;

    @Option(names = "--quick", description = "Fewer and shorter rounds.")
    private boolean quick;

    BenchJmh(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path target = console.home().resolve("infra/jmh/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*",
                "org.openjdk.jmh.Main"));
        command.addAll(ONE_PROCESS);
        command.addAll(quick ? QUICK : THOROUGH);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}

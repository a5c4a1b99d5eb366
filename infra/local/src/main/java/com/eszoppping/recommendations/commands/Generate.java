package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.generator.StoreGenerator;
import com.eszoppping.recommendations.generator.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "generate",
        description = "Make up a store of electronics and games: a catalogue, users and a session log.",
        footer = "The same options make the same files. What is not given is as in ./recs demo.")
final class Generate implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write to.")
    private Path out;

    @Option(names = "--sessions", description = "How many visits.")
    private Long sessions;

    @Option(names = "--users", description = "How many registered users; anonymous visitors come on top.")
    private Integer users;

    @Option(names = "--products", description = "How many products.")
    private Integer products;

    @Option(names = "--seed", description = "Which of the possible stores.")
    private Long seed;

    @Option(names = "--dirty", description = "Add every kind of dirt that real logs have.")
    private boolean dirty;

    Generate(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        StoreOptions options = options();
        generate(console, options, out);
        console.out().println(out);
        return 0;
    }

    /** Writes a store into a folder that has none; interrupted, it leaves nothing behind. */
    static void generate(Console console, StoreOptions options, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Interrupt interrupt = Interrupt.ofThisThread();
                ConsoleProgress progress = new ConsoleProgress(console)) {
            progress.phase("generating");
            new StoreGenerator(options).write(folder, events -> {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CommandFailedException("Stopped. Nothing was written.");
                }
                progress.advanced(events, "events");
            });
            progress.finished();
        }
    }

    private StoreOptions options() {
        StoreOptions like = StoreOptions.defaults();
        try {
            return new StoreOptions(
                    Optional.ofNullable(products).orElse(like.products()),
                    Optional.ofNullable(users).orElse(like.users()),
                    Optional.ofNullable(sessions).orElse(like.sessions()),
                    Optional.ofNullable(seed).orElse(like.seed()),
                    dirty);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}

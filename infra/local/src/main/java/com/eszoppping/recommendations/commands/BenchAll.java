package com.eszoppping.recommendations.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "all",
        description =
                "All of them one after the other, each with its usual settings; one that fails doesn't stop the others.")
final class BenchAll implements Callable<Integer> {
    private static final String QUICK = "--quick";

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(names = QUICK, description = "The short form of each: all tables in less than ten minutes.")
    private boolean quick;

    BenchAll(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<String> failed = new ArrayList<>();
        String[] options = quick ? new String[] {QUICK} : new String[0];
        for (Map.Entry<String, CommandLine> other : spec.parent().subcommands().entrySet()) {
            if (other.getValue().getCommandSpec() != spec) {
                console.out().println("\n./recs bench " + other.getKey() + " " + String.join(" ", options) + "\n");
                if (other.getValue().execute(options) != CommandLine.ExitCode.OK) {
                    failed.add(other.getKey());
                }
            }
        }
        if (!failed.isEmpty()) {
            throw new CommandFailedException("Could not be measured: " + String.join(", ", failed) + ".");
        }
        return CommandLine.ExitCode.OK;
    }
}

package com.eszoppping.recommendations.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "bench", description = "Measure on this machine.", synopsisSubcommandLabel = "WHAT")
final class Bench implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The command with what can be measured. */
    static CommandLine of(Console console) {
        return new CommandLine(new Bench())
                .addSubcommand(new BenchApi(console))
                .addSubcommand(new BenchColdStart(console))
                .addSubcommand(new BenchIngest(console))
                .addSubcommand(new BenchS3(console))
                .addSubcommand(new BenchTrain(console))
                .addSubcommand(new BenchPublish(console))
                .addSubcommand(new BenchSoak(console))
                .addSubcommand(new BenchJmh(console))
                .addSubcommand(new BenchAll(console));
    }

    /** What was given for an option, if it is a number from 1. */
    static int positive(CommandSpec spec, String option, int given) {
        if (given < 1) {
            throw new ParameterException(
                    spec.commandLine(), option + " takes numbers from 1, but this is " + given + ".");
        }
        return given;
    }

    /** Called when nothing to measure is named. */
    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Name what to measure: " + String.join(", ", spec.subcommands().keySet()) + ".");
    }
}

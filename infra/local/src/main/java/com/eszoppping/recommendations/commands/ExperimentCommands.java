package com.eszoppping.recommendations.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "experiment",
        description = "What came of experiments. They are made and changed by the API's routes.",
        synopsisSubcommandLabel = "COMMAND")
final class ExperimentCommands implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine of(Console console) {
        return new CommandLine(new ExperimentCommands()).addSubcommand(new ExperimentResults(console));
    }

    /** Called when no command is given. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command of 'experiment': results.");
    }
}

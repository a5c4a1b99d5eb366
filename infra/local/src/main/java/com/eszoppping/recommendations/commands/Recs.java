package com.eszoppping.recommendations.commands;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of the project, behind the launcher {@code ./recs}. */
@Command(
        name = "recs",
        description = "Product recommendations for an online store, on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Of the launcher itself:",
            "  spark          Train with Apache Spark on this machine; takes what train takes.",
            "  build          Make the functions' zips, which sam build takes.",
            "  deploy --stage dev|prod [--site] [--profile NAME] [--region NAME] [--dry-run]",
            "                 Check and deploy with the SAM CLI.",
            "  test [--full|--faults]",
            "                 Build everything and run all tests, as CI does; --faults runs the fault suite alone, in its",
            "                 long form.",
            "  format         Format the sources.",
            "",
            "RECS_HEAP sets the heap, e.g. RECS_HEAP=4g. Exit code: 0 done, 1 failed, 2 wrong use."
        })
public final class Recs implements Runnable {
    // Picocli itself acts on it.
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--stack-trace", scope = ScopeType.INHERIT, description = "Show where an error came from.")
    private boolean stackTrace;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Recs() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String... arguments) {
        System.exit(run(Console.ofTheProcess(), arguments));
    }

    /**
     * Runs one command.
     *
     * @return 0 if it did what was asked, 1 if it failed, 2 if it was not used as it should be
     */
    static int run(Console console, String... arguments) {
        Recs recs = new Recs();
        CommandLine commands = new CommandLine(recs)
                .addSubcommand(new Demo(console))
                .addSubcommand(new Generate(console))
                .addSubcommand(new Train(console))
                .addSubcommand(new Evaluate(console))
                .addSubcommand(new Serve(console))
                .addSubcommand(new Activate(console))
                .addSubcommand(new Export(console))
                .addSubcommand(new Import(console))
                .addSubcommand(new Restore(console))
                .addSubcommand(new ReplayLines(console))
                .addSubcommand(ExperimentCommands.of(console))
                .addSubcommand(new Simulate(console))
                .addSubcommand(new StartLocalCloud(console))
                .addSubcommand(Bench.of(console))
                .addSubcommand(new Cost(console));
        for (TrainingEngine engine : ServiceLoader.load(TrainingEngine.class)) {
            CommandLine command = new CommandLine(new Train(console, Optional.of(engine)));
            command.getCommandSpec().usageMessage().description(engine.description());
            commands.addSubcommand(engine.command(), command);
        }
        return commands.registerConverter(Instant.class, Recs::instant)
                .setOut(writer(console.out()))
                .setErr(writer(console.err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(console.terminal() ? Ansi.AUTO : Ansi.OFF))
                .setParameterExceptionHandler(Recs::wrongUse)
                .setExecutionExceptionHandler((error, command, parsed) -> recs.failed(console, error))
                .execute(arguments);
    }

    /** Called when no command is given. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    private static int wrongUse(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Sentence.of(error));
        UnmatchedArgumentException.printSuggestions(error, err);
        err.println("See ./" + command.getCommandSpec().qualifiedName() + " --help.");
        return CommandLine.ExitCode.USAGE;
    }

    private int failed(Console console, Exception error) {
        console.err().println(Sentence.of(error));
        if (stackTrace) {
            error.printStackTrace(console.err());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "a time is written like 2026-11-24T02:00:00Z, but this is '" + text + "'.");
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}

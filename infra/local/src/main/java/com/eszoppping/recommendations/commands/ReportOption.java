package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.cost.RunCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The report of a training: {@code --report FILE}, or the newest below {@code --store DIR}, or that of the demonstration. */
final class ReportOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @ArgGroup
    private Choice choice = new Choice();

    private static final class Choice {
        @Option(names = "--report", paramLabel = "FILE", description = "The report.json of a training.")
        private Path report;

        @Option(
                names = "--store",
                paramLabel = "DIR",
                description = "A folder with reports, of which the newest counts. Default: " + Demo.STORE + ".")
        private Path store;
    }

    /** What the training counted. */
    RunCounts counts() throws IOException {
        Path report = report();
        try {
            return RunCounts.read(Files.readAllBytes(report));
        } catch (IllegalArgumentException e) {
            throw wrongUse("'" + report + "' is not the report of a training that can be billed: " + e.getMessage()
                    + "; a new ./recs train makes one.");
        }
    }

    private Path report() throws IOException {
        if (choice.report != null) {
            if (!Files.isRegularFile(choice.report)) {
                throw wrongUse(
                        "--report is the report.json of a training, but there is no file '" + choice.report + "'.");
            }
            return choice.report;
        }
        if (choice.store != null) {
            return newest(choice.store)
                    .orElseThrow(
                            () -> wrongUse("--store is a folder that a training wrote its reports to, but there is no '"
                                    + choice.store + "/reports/…/report.json'."));
        }
        return newest(Path.of(Demo.STORE))
                .orElseThrow(() ->
                        wrongUse("The counts come from the report of a training: make one with ./recs demo or ./recs"
                                + " train, and name it with --report FILE or --store DIR."));
    }

    /** A version's name begins with its time. */
    private static Optional<Path> newest(Path store) throws IOException {
        Path reports = store.resolve("reports");
        if (!Files.isDirectory(reports)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(reports)) {
            return versions.map(version -> version.resolve("report.json"))
                    .filter(Files::isRegularFile)
                    .max(Comparator.comparing(Path::toString));
        }
    }

    private ParameterException wrongUse(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}

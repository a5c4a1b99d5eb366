package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.recovery.Fix;
import com.eszoppping.recommendations.recovery.Replay;
import com.eszoppping.recommendations.store.VersionId;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = "Mend lines of the session log that a training rejected, and let the next training read them.",
        footer = "The result is a line of JSON. Lines of the catalogue are not replayed: mend them where they stand.")
final class ReplayLines implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "VERSION",
            converter = VersionName.class,
            description = "Whose training rejected the lines; GET /models lists them.")
    private VersionId version;

    @Option(
            names = "--fix",
            required = true,
            paramLabel = "COMMAND",
            description = "A shell command that reads the lines and writes as many, mended; an empty one leaves its"
                    + " line alone.")
    private String fix;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Where where;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Where the rejected lines are and the mended ones go, if not beside the logs.")
    private Path store;

    private static final class Where {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "The store's logs: catalogue/ and sessions/. Without --store the mended lines go there.")
        private Path data;

        @Option(names = "--cloud", description = "S3 instead: the bucket BUCKET_NAME, with the standard AWS settings.")
        private boolean cloud;
    }

    ReplayLines(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Replay replay = new Replay(place().bucket(), console.err()::println);
        Replay.Outcome outcome = replay.run(version, new Fix(fix));
        console.out().println(new ObjectMapper().writeValueAsString(outcome));
        if (outcome.ofTheCatalogue() > 0) {
            say("Lines of the catalogue are not replayed, " + outcome.ofTheCatalogue()
                    + " here: mend them where they stand.");
        }
        if (outcome.unlisted() > 0) {
            say("The training rejected " + outcome.unlisted()
                    + " lines more, of which it did not write where they stand.");
        }
        if (outcome.files() > 0) {
            say("The next training reads the mended lines.");
        }
        return 0;
    }

    private void say(String sentence) {
        console.err().println(sentence);
    }

    private Place place() {
        if (!where.cloud) {
            Place.Folders.requireLogs(where.data);
            return new Place.Folders(where.data, store == null ? where.data : store);
        }
        if (store != null) {
            throw new ParameterException(
                    spec.commandLine(), "--store goes with --data; with --cloud all is in the bucket BUCKET_NAME.");
        }
        return new Place.Cloud(console);
    }
}

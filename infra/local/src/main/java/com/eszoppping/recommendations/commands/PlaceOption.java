package com.eszoppping.recommendations.commands;

import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** {@code --store DIR} or {@code --cloud}: exactly one of them. */
final class PlaceOption {
    @ArgGroup(exclusive = true, multiplicity = "1")
    private Choice choice;

    private static final class Choice {
        @Option(
                names = "--store",
                paramLabel = "DIR",
                description = "The folder with the versions (SQLite), reports and rejected lines.")
        private Path store;

        @Option(
                names = "--cloud",
                description = "S3 and DynamoDB instead: the bucket BUCKET_NAME and the table TABLE_NAME, with the"
                        + " standard AWS settings.")
        private boolean cloud;
    }

    boolean isCloud() {
        return choice.cloud;
    }

    /** The folder; null with {@code --cloud}. */
    Path store() {
        return choice.store;
    }

    /** The place of a store that is there already. */
    Place existing(Console console) {
        return isCloud() ? new Place.Cloud(console) : Place.Folders.existing(store());
    }
}

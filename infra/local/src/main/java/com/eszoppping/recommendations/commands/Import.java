package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.recovery.LostTable;
import com.eszoppping.recommendations.recovery.VersionFile;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionId;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Put an exported version into the table. It is not served before it is activated.")
final class Import implements Callable<Integer> {
    private final Console console;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Choice choice;

    @Mixin
    private PlaceOption place;

    private static final class Choice {
        @Parameters(
                paramLabel = "VERSION",
                arity = "0..1",
                converter = VersionName.class,
                description = "Its name, if it was exported into the bucket or the store.")
        private VersionId version;

        @Option(names = "--in", paramLabel = "FILE", description = "A file that export wrote.")
        private Path file;
    }

    Import(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Place store = place.existing(console);
        VersionFile file = VersionFile.check(
                choice.file != null
                        ? onDisk(choice.file)
                        : LostTable.inBucket(store.bucket(), LostTable.keyOf(choice.version)));
        try (Table table = store.openTable()) {
            new LostTable(store.bucket(), table, InstantSource.system()).put(file);
        }
        Map<String, Object> said = new TreeMap<>(Map.of(
                "version", file.copy().version().text(), "items", file.copy().items() + 1));
        console.out().println(new ObjectMapper().writeValueAsString(said));
        return 0;
    }

    private static VersionFile.Source onDisk(Path file) {
        return new VersionFile.Source() {
            @Override
            public String name() {
                return file.toString();
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }
}

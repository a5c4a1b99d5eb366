package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.recovery.LostTable;
import com.eszoppping.recommendations.recovery.VersionFile;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionCopy;
import com.eszoppping.recommendations.store.VersionId;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "Copy a published version into a file, by which import puts it into a table again.")
final class Export implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "VERSION",
            converter = VersionName.class,
            description = "Its name; GET /models lists them.")
    private VersionId version;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file. Without it, exports/VERSION.jsonl.gz in the bucket or the store.")
    private Path out;

    @Mixin
    private PlaceOption place;

    Export(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Place store = place.existing(console);
        Path file = Files.createTempFile("export", ".jsonl.gz");
        try (Table table = store.openTable()) {
            VersionCopy copy = VersionCopy.of(table, version);
            VersionFile.write(copy, table, Files.newOutputStream(file));
            long bytes = Files.size(file);
            String name = keep(store, file);
            Map<String, Object> said = new TreeMap<>(
                    Map.of("version", version.text(), "items", copy.items() + 1, "bytes", bytes, "file", name));
            console.out().println(new ObjectMapper().writeValueAsString(said));
            return 0;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private String keep(Place store, Path file) throws IOException {
        if (out != null) {
            Files.copy(file, out);
            return out.toString();
        }
        store.bucket().write(LostTable.keyOf(version), file);
        return LostTable.keyOf(version);
    }
}

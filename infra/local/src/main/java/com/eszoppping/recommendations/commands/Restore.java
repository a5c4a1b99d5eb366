package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.recovery.LostTable;
import com.eszoppping.recommendations.recovery.LostTable.Restored;
import com.eszoppping.recommendations.store.Table;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "restore",
        description =
                "Make a lost table again from the bucket: what people decided, exported versions, which one is served.",
        footer = "What the table has stays as it is. If no exported version was the served one, train next.")
final class Restore implements Callable<Integer> {
    private final Console console;

    @Mixin
    private PlaceOption place;

    Restore(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Place store = place.existing(console);
        try (Table table = store.openTable()) {
            Restored restored = new LostTable(store.bucket(), table, InstantSource.system()).restore();
            console.out().println(new ObjectMapper().writeValueAsString(restored));
            restored.damaged().forEach(console.err()::println);
            if (restored.current() == null) {
                console.err().println("No version is served: none that was exported is the one that was. Train next.");
            }
            return restored.damaged().isEmpty() ? 0 : CommandLine.ExitCode.SOFTWARE;
        }
    }
}

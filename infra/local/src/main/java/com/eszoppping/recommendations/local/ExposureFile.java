package com.eszoppping.recommendations.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/**
 * Which lists were served, in a file a day (UTC), {@code exposures/YYYY-MM-DD.jsonl}, as the platform delivers them to the bucket
 * in the cloud. A list that is lost with the machine costs nothing, so nobody waits for the disk.
 */
public final class ExposureFile implements Consumer<String> {
    private final Path folder;
    private final InstantSource clock;

    /**
     * Writes below a folder, which is made with the first line.
     *
     * @param data laid out like the bucket
     */
    public ExposureFile(Path data, InstantSource clock) {
        this.folder = data.resolve("exposures");
        this.clock = clock;
    }

    @Override
    public synchronized void accept(String line) {
        Path file = folder.resolve(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + ".jsonl");
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The exposure could not be written to " + file + ".", e);
        }
    }
}

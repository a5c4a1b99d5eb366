package com.eszoppping.recommendations.bench;

import com.eszoppping.recommendations.generator.StoreGenerator;
import com.eszoppping.recommendations.generator.StoreOptions;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A generated store whose session files are what is read: eight days, compressed as the usual programs do it, the last one in
 * several gzip members. Made once for each size and shape.
 *
 * @param folder laid out like the bucket
 */
record IngestFiles(Path folder) {
    private static final int DAYS = 8;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 16);
    private static final double EVENTS_OF_A_SESSION = 4.4;
    private static final int EVENTS_OF_A_USER = 25;
    private static final int PRODUCTS = 5_000;
    private static final int LINES_OF_A_MEMBER = 20_000;
    private static final int BUFFER_BYTES = 1 << 16;

    private static final String UNFINISHED = ".unfinished";

    /** What a line looks like. */
    enum Shape {
        /** As the store writes it: seven fields, about 160 bytes. */
        OWN,
        /** With five more that nobody needs: twelve fields, about 300 bytes, as logs of other shops are. */
        WIDE
    }

    /**
     * The files, which are made unless they are there.
     *
     * @param parent the folder for all sizes and shapes
     * @param events about how many
     * @param written is told now and then how many events there are so far
     */
    static IngestFiles of(Path parent, long events, Shape shape, LongConsumer written) throws IOException {
        Path folder = parent.resolve(events + "-" + shape.name().toLowerCase(Locale.ROOT));
        if (!Files.exists(folder)) {
            Path unfinished = parent.resolve(UNFINISHED);
            delete(unfinished);
            new StoreGenerator(options(events)).write(unfinished, written);
            for (Path file : sessions(unfinished)) {
                rewrite(file, shape, file.equals(sessions(unfinished).getLast()));
            }
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return new IngestFiles(folder);
    }

    /** The session files, in order. */
    List<Path> sessions() throws IOException {
        return sessions(folder);
    }

    private static List<Path> sessions(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("sessions"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static StoreOptions options(long events) {
        return new StoreOptions(
                PRODUCTS,
                (int) Math.max(1, events / EVENTS_OF_A_USER),
                Math.max(1, Math.round(events / EVENTS_OF_A_SESSION)),
                1,
                false,
                FIRST_DAY,
                DAYS);
    }

    /** The generator compresses at the fastest level, which leaves more to inflate than logs usually have. */
    private static void rewrite(Path file, Shape shape, boolean severalMembers) throws IOException {
        Path rewritten = file.resolveSibling(file.getFileName() + ".rewritten");
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)), BUFFER_BYTES);
                OutputStream disk = new BufferedOutputStream(Files.newOutputStream(rewritten), BUFFER_BYTES)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            GZIPOutputStream out = new GZIPOutputStream(disk, BUFFER_BYTES);
            SplittableRandom random = new SplittableRandom(1);
            long number = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                out.write(shaped(line.toByteArray(), shape, random));
                line.reset();
                if (++number % LINES_OF_A_MEMBER == 0 && severalMembers) {
                    out.finish();
                    out = new GZIPOutputStream(disk, BUFFER_BYTES);
                }
            }
            out.finish();
        }
        Files.move(rewritten, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] shaped(byte[] line, Shape shape, SplittableRandom random) {
        String own = new String(line, StandardCharsets.UTF_8);
        String fields = shape == Shape.OWN
                ? ""
                : String.format(
                        Locale.ROOT,
                        ",\"request_id\":\"%016x%016x\",\"device\":\"%s\",\"position\":%d,\"page\":\"/gry-na-konsole/%d\","
                                + "\"browser\":\"Firefox %d.0\"",
                        random.nextLong(),
                        random.nextLong(),
                        random.nextInt(3) == 0 ? "mobile" : "desktop",
                        random.nextInt(60),
                        random.nextInt(100_000),
                        140 + random.nextInt(8));
        return (own.substring(0, own.length() - 1) + fields + "}\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

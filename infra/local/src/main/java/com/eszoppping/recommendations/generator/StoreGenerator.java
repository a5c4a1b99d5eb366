package com.eszoppping.recommendations.generator;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * Writes an invented store of electronics and computer games, laid out like the bucket: {@code catalogue/} and
 * {@code sessions/}. Memory depends on the numbers of products and users, not on the length of the log.
 */
public final class StoreGenerator {
    private static final String CATALOGUE = "catalogue";
    private static final String SESSIONS = "sessions";
    private static final List<String> PARTS = List.of(CATALOGUE, SESSIONS);
    private static final String UNFINISHED = ".generating-";

    private final StoreOptions options;

    public StoreGenerator(StoreOptions options) {
        this.options = options;
    }

    /**
     * Writes the store. Its files appear when all of them are complete; whatever was written is deleted where that
     * fails.
     *
     * @param folder made where it is missing; must not have a store yet
     * @param eventsWritten told from time to time, and at the end, how many events there are so far; an exception of it
     *     stops the work
     * @throws IOException if the folder has a store already or cannot be written to
     */
    public Generated write(Path folder, LongConsumer eventsWritten) throws IOException {
        refuseUsed(folder);
        Files.createDirectories(folder);
        Path unfinished = Files.createTempDirectory(folder, UNFINISHED);
        try {
            Generated generated = writeParts(unfinished, eventsWritten);
            for (String part : PARTS) {
                Files.move(unfinished.resolve(part), folder.resolve(part), StandardCopyOption.ATOMIC_MOVE);
            }
            return generated;
        } finally {
            delete(unfinished);
        }
    }

    private static void refuseUsed(Path folder) throws IOException {
        for (String part : PARTS) {
            if (Files.exists(folder.resolve(part))) {
                throw new IOException("The folder " + folder + " already has a store in it: there is " + part
                        + "/. Name a new folder, or delete that store first.");
            }
        }
    }

    private Generated writeParts(Path folder, LongConsumer eventsWritten) throws IOException {
        SplittableRandom random = new SplittableRandom(options.seed());
        Assortment assortment = new Assortment(options.products(), options.days(), random.split());
        Shoppers shoppers = new Shoppers(options.users(), random.split());
        Interests interests = new Interests(assortment, random.split());
        Popularity popularity = new Popularity(assortment, random.split());
        VisitTimes times = new VisitTimes(options, random.split());
        SessionScript script = new SessionScript(
                assortment,
                popularity,
                interests,
                shoppers,
                new Offers(random.nextLong()),
                times.firstSecondOf(options.days()),
                random.split());
        SplittableRandom ofTimes = random.split();
        SplittableRandom ofDirt = random.split();

        DirtCounts dirt = new DirtCounts();
        CatalogueDirt catalogueDirt =
                options.dirty() ? CatalogueDirt.draw(assortment, ofDirt.split(), dirt) : CatalogueDirt.NONE;
        new CatalogueFiles(folder.resolve(CATALOGUE)).write(assortment, catalogueDirt, options.users());

        EventLine line = new EventLine(assortment, shoppers);
        SessionLog log = new SessionLog(
                options,
                folder.resolve(SESSIONS),
                options.dirty()
                        ? new DirtySessions(line, shoppers, catalogueDirt, ofDirt.split(), dirt)
                        : new CleanSessions(line),
                options.dirty() ? FileDirt.draw(options.days(), ofDirt.split()) : FileDirt.NONE,
                dirt);
        return log.write(script, popularity, times, ofTimes, eventsWritten);
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

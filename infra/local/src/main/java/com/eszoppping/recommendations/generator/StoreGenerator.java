package com.eszoppping.recommendations.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * Makes up a store of electronics and games and what people do there, and writes it as the store's own exports look. It
 * keeps a few numbers for each product and shopper and nothing for a session, so the log may be far larger than the memory.
 */
public final class StoreGenerator {
    private final StoreOptions options;

    /** A generator of one particular store. */
    public StoreGenerator(StoreOptions options) {
        this.options = options;
    }

    /**
     * Writes {@code catalogue/} and {@code sessions/} into a folder; files with the same names are replaced.
     *
     * @param folder an existing folder
     * @param eventsSoFar hears now and then how many events are written
     */
    public Generated write(Path folder, LongConsumer eventsSoFar) throws IOException {
        SplittableRandom random = new SplittableRandom(options.seed());
        Assortment assortment = new Assortment(options.products(), options.days(), random.split());
        Shoppers shoppers = new Shoppers(options.users(), random.split());
        VisitTimes times = new VisitTimes(options, random.split());
        SessionScript script = new SessionScript(
                assortment,
                new Popularity(assortment, random.split()),
                new Interests(assortment, random.split()),
                shoppers,
                new Offers(random.nextLong()),
                times.firstSecondOf(options.days()),
                random.split());
        Dirt dirt = options.dirty() ? Dirt.ofRealExports(random.split()) : Dirt.none();
        new CatalogueFiles(assortment, dirt)
                .write(Files.createDirectories(folder.resolve("catalogue")), options.users());
        SessionFiles files =
                new SessionFiles(Files.createDirectories(folder.resolve("sessions")), options, dirt, eventsSoFar);
        files.write(script, times, new EventLine(assortment, shoppers), assortment, random.split());
        return new Generated(
                options.products(),
                options.users(),
                options.sessions(),
                files.events(),
                files.lines(),
                options.days(),
                dirt.counts());
    }
}

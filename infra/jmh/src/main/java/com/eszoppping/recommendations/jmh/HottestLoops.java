package com.eszoppping.recommendations.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.catalogue.Product;
import com.eszoppping.recommendations.groups.Groups;
import com.eszoppping.recommendations.groups.GroupsOptions;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.log.EventLogBuilder;
import com.eszoppping.recommendations.log.TimeRange;
import com.eszoppping.recommendations.model.Blocks;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.next.FollowingProducts;
import com.eszoppping.recommendations.next.Next;
import com.eszoppping.recommendations.next.NextOptions;
import com.eszoppping.recommendations.ranking.CategoryPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Nanoseconds for each event of a made-up log, on one thread. Each loop is measured through the smallest public method that
 * spends most of its time there.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HottestLoops {
    private static final int EVENTS = 200_000;
    private static final int EVENTS_OF_A_SESSION = 5;
    private static final int USERS = 20_000;
    private static final int PRODUCTS = 2_000;
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final FitOptions ONE_THREAD = new FitOptions(1, 1);

    private Catalogue catalogue;
    private byte[] lines;
    private EventLog log;
    private Blocks blocks;

    /** Makes up the log. */
    @Setup
    public void prepare() throws IOException {
        catalogue = Catalogue.of(
                IntStream.range(0, PRODUCTS).mapToObj(HottestLoops::product).toList());
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder();
        for (int event = 0; event < EVENTS; event++) {
            text.append(line(event, random));
        }
        lines = text.toString().getBytes(UTF_8);
        log = readLines();
        blocks = new Blocks(ONE_THREAD.threads());
    }

    private static Product product(int number) {
        return new Product(
                "p" + number,
                "Produkt " + number,
                new CategoryPath(List.of("Dział", "Kategoria " + number % 20)),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                true);
    }

    /** Few products are popular, and a user likes those of a few. */
    private static String line(int event, SplittableRandom random) {
        int session = event / EVENTS_OF_A_SESSION;
        int user = (int) (session * 7919L % USERS);
        int product = (int) (PRODUCTS * Math.pow(random.nextDouble(), 2) + user * 31L) % PRODUCTS;
        return "{\"session_id\":" + session + ",\"timestamp\":\"" + START.plusSeconds(event) + "\",\"user_id\":" + user
                + ",\"product_id\":\"p" + product
                + "\",\"event_type\":\"VIEW_PRODUCT\",\"offered_discount\":0,\"purchase_id\":null}\n";
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        blocks.close();
    }

    /** Reading lines: bytes to columns, and the columns into their order. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public EventLog readLines() throws IOException {
        EventLogBuilder builder = new EventLogBuilder(catalogue, TimeRange.all(), rejected -> {
            throw new IllegalStateException("This line is not usable: " + rejected);
        });
        builder.read("lines.jsonl", new ByteArrayInputStream(lines));
        return builder.build();
    }

    /** The nearest centre of each shopper: k-means of 8 groups in 10 dimensions, 8 times from the start. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public FittedModel nearestCentre() {
        return new Groups(GroupsOptions.DEFAULT, EventWeights.EQUAL).fit(log, ONE_THREAD);
    }

    /** Counting what follows each product; no lists are made. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public FollowingProducts countSteps() {
        return new Next(NextOptions.DEFAULT).fit(log, product -> false, blocks);
    }
}

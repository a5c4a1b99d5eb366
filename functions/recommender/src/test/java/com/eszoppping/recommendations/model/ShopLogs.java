package com.eszoppping.recommendations.model;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.catalogue.Product;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.log.EventLogBuilder;
import com.eszoppping.recommendations.log.TimeRange;
import com.eszoppping.recommendations.ranking.CategoryPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** Small logs for tests of models, written line by line and read as any log is. */
public final class ShopLogs {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private final List<Product> products = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private Duration pace = Duration.ofSeconds(1);

    public ShopLogs product(String id, String category, double rating) {
        products.add(new Product(
                id, id, CategoryPath.parse(category), OptionalDouble.empty(), OptionalDouble.of(rating), true));
        return this;
    }

    public ShopLogs unratedProduct(String id, String category, boolean available) {
        products.add(new Product(
                id, id, CategoryPath.parse(category), OptionalDouble.empty(), OptionalDouble.empty(), available));
        return this;
    }

    /** Views of a product, each in a session of its own; a null user is anonymous. */
    public ShopLogs views(int count, String user, String product) {
        return events(count, user, product, "VIEW_PRODUCT", "null");
    }

    /** A session in which products are viewed one after the other; a null user is anonymous. */
    public ShopLogs session(String user, String... products) {
        int session = lines.size();
        for (String product : products) {
            lines.add(line(session, user, product, "VIEW_PRODUCT", "null"));
        }
        return this;
    }

    /** A view at so many seconds from the start. */
    public ShopLogs view(String session, String product, int second) {
        lines.add("{\"session_id\":\"" + session + "\",\"timestamp\":\"" + START.plusSeconds(second)
                + "\",\"product_id\":\"" + product + "\",\"event_type\":\"VIEW_PRODUCT\"}");
        return this;
    }

    public ShopLogs purchases(int count, String user, String product) {
        for (int i = 0; i < count; i++) {
            events(1, user, product, "BUY_PRODUCT", String.valueOf(lines.size()));
        }
        return this;
    }

    private ShopLogs events(int count, String user, String product, String type, String purchase) {
        for (int i = 0; i < count; i++) {
            lines.add(line(lines.size(), user, product, type, purchase));
        }
        return this;
    }

    private String line(int session, String user, String product, String type, String purchase) {
        String userJson = user == null ? "null" : "\"" + user + "\"";
        return "{\"session_id\":" + session + ",\"timestamp\":\"" + START.plus(pace.multipliedBy(lines.size()))
                + "\",\"user_id\":" + userJson + ",\"product_id\":\"" + product + "\",\"event_type\":\"" + type
                + "\",\"offered_discount\":0,\"purchase_id\":" + purchase + "}";
    }

    /** How much time passes between two events; a second unless told. */
    public ShopLogs pace(Duration other) {
        pace = other;
        return this;
    }

    public EventLog log() {
        EventLogBuilder builder = new EventLogBuilder(Catalogue.of(products), TimeRange.all(), line -> {
            throw new AssertionError("This line is not usable: " + line);
        });
        try {
            builder.read(
                    "test.jsonl",
                    new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return builder.build();
    }

    /**
     * A store of shoppers with planted tastes: users {@code u0, u1, …} like the products of one of the tastes, which take
     * turns, and now and then look at others. Product {@code t<taste>-<number>} is in category {@code Dział;T<taste % 2>}.
     */
    public static EventLog tastes(int tastes, int productsOfEach, int users, int viewsOfEach, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ShopLogs shop = new ShopLogs();
        for (int taste = 0; taste < tastes; taste++) {
            for (int number = 0; number < productsOfEach; number++) {
                shop.unratedProduct("t" + taste + "-" + number, "Dział;T" + taste % 2, true);
            }
        }
        for (int user = 0; user < users; user++) {
            for (int view = 0; view < viewsOfEach; view++) {
                int taste = random.nextInt(10) == 0 ? random.nextInt(tastes) : user % tastes;
                shop.views(1, "u" + user, "t" + taste + "-" + random.nextInt(productsOfEach));
            }
        }
        return shop.log();
    }
}

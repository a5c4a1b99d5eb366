package com.eszoppping.recommendations.local;

import com.eszoppping.recommendations.generator.StoreGenerator;
import com.eszoppping.recommendations.generator.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Stores to train on, and what a training left in the table. */
public final class Stores {
    private Stores() {}

    /** A generated store. */
    public static Path generate(Path folder, long sessions, boolean dirty) throws IOException {
        Files.createDirectories(folder);
        new StoreGenerator(new StoreOptions(300, 400, sessions, 5, dirty)).write(folder, events -> {});
        return folder;
    }

    /**
     * A store of one category with a hundred products, where people look most at what is rated worst: {@code popular} puts the
     * well rated ones of the popular first, and they are not what comes next.
     */
    public static void whereRatingsMislead(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("catalogue"));
        Files.createDirectories(folder.resolve("sessions"));
        List<String> products = new ArrayList<>();
        for (int product = 0; product < 100; product++) {
            products.add(
                    "{\"product_id\":" + product + ",\"product_name\":\"p\",\"category_path\":\"Gry\",\"price\":9.5,"
                            + "\"user_rating\":" + (1 + product / 25.0) + "}");
        }
        Files.write(folder.resolve("catalogue/products.jsonl"), products);
        SplittableRandom random = new SplittableRandom(1);
        List<String> events = new ArrayList<>();
        Instant time = Instant.parse("2026-10-01T00:00:00Z");
        for (int event = 0; event < 12_000; event++) {
            time = time.plusSeconds(60);
            int product = (int) (100 * Math.pow(random.nextDouble(), 3));
            events.add("{\"session_id\":" + event / 5 + ",\"timestamp\":\"" + time + "\",\"user_id\":" + event / 5 % 40
                    + ",\"product_id\":" + product + ",\"event_type\":\"VIEW_PRODUCT\"}");
        }
        Files.write(folder.resolve("sessions/all.jsonl"), events);
    }

    /**
     * Two times forty products {@code ap…} and {@code bp…} in two categories, and sessions of one of the forties, each product
     * followed by the next ones: every list tells which log it was learned from.
     */
    public static void whereNamesTell(Path shop, String prefix) throws IOException {
        Files.createDirectories(shop.resolve("catalogue"));
        Files.createDirectories(shop.resolve("sessions"));
        List<String> products = new ArrayList<>();
        for (int product = 0; product < 80; product++) {
            String id = (product < 40 ? "a" : "b") + "p" + product % 40;
            products.add("{\"product_id\":\"%s\",\"product_name\":\"%s\",\"category_path\":\"%s\",\"price\":9.5}"
                    .formatted(id, id, product % 40 < 20 ? "Gry" : "Telefony"));
        }
        Files.write(shop.resolve("catalogue/products.jsonl"), products);
        SplittableRandom random = new SplittableRandom(1);
        List<String> events = new ArrayList<>();
        Instant time = Instant.parse("2026-11-01T00:00:00Z");
        for (int session = 0; session < 1_500; session++) {
            int product = random.nextInt(40);
            for (int step = 0; step < 5; step++) {
                time = time.plusSeconds(60);
                events.add(
                        "{\"session_id\":%d,\"timestamp\":\"%s\",\"user_id\":\"u%d\",\"product_id\":\"%sp%d\",\"event_type\":\"VIEW_PRODUCT\"}"
                                .formatted(session, time, session % 50, prefix, product));
                product = product / 20 * 20 + (product + 1 + random.nextInt(3)) % 20;
            }
        }
        Files.write(shop.resolve("sessions/all.jsonl"), events);
    }

    /** Every item of a version by its key, with the version's name, and the time of writing, left out. */
    public static Map<String, String> items(Path store, String version) throws SQLException {
        Map<String, String> items = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store.resolve("versions.db"));
                ResultSet rows = connection.createStatement().executeQuery("select id, fields from items")) {
            while (rows.next()) {
                if (rows.getString(1).startsWith("v#" + version)) {
                    String key = rows.getString(1).replace(version, "V");
                    items.put(key, key.startsWith("v#V#report#") ? "" : withoutTheRun(rows.getString(2), version));
                }
            }
        }
        return items;
    }

    /** Without what a run's time and place make of it; of its report, how long each phase took, are the bytes. */
    private static String withoutTheRun(String fields, String version) {
        return fields.replace(version, "V")
                .replaceAll("\"publishedAt\":\"[^\"]*\"", "")
                .replaceAll("\"(inputs|seconds)\":\"[^\"]*\"", "")
                .replaceAll("\"(bytes|writeUnits)\":[0-9]+", "");
    }
}

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
import java.util.Map;
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

    /** Every item of a version by its key, with the version's name, and the time of writing, left out. */
    public static Map<String, String> items(Path store, String version) throws SQLException {
        Map<String, String> items = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store.resolve("versions.db"));
                ResultSet rows = connection.createStatement().executeQuery("select id, fields from items")) {
            while (rows.next()) {
                if (rows.getString(1).startsWith("v#" + version)) {
                    items.put(
                            rows.getString(1).replace(version, "V"),
                            rows.getString(2)
                                    .replace(version, "V")
                                    .replaceAll("\"publishedAt\":\"[^\"]*\"", "")
                                    .replaceAll("\"inputs\":\"[^\"]*\"", ""));
                }
            }
        }
        return items;
    }
}

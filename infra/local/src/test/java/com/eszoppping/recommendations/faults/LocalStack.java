package com.eszoppping.recommendations.faults;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.faults.Invariants.StoredItem;
import com.eszoppping.recommendations.local.FolderBucket;
import com.eszoppping.recommendations.local.RecsCommand;
import com.eszoppping.recommendations.local.SqliteTable;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.training.Progress;
import com.eszoppping.recommendations.training.Training;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.eszoppping.recommendations.training.TrainingSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A folder and SQLite, as {@code --store} names them.
 *
 * @param store exists
 */
record LocalStack(Path store) implements Stack {
    @Override
    public TrainingSummary train(Path shop, Instant logicalTime) throws IOException {
        try (Table table = directTable()) {
            return new Training(new FolderBucket(shop, store), table, InstantSource.system(), Progress.none())
                    .run(TrainingRequest.of(Optional.of(logicalTime)), Deadline.never());
        }
    }

    @Override
    public Process startTraining(Path shop, Instant logicalTime) throws IOException {
        return new ProcessBuilder(trainCommand(shop, logicalTime))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** How a user begins the training. */
    List<String> trainCommand(Path shop, Instant logicalTime) {
        return RecsCommand.of(
                "train", "--data", shop.toString(), "--store", store.toString(), "--time", logicalTime.toString());
    }

    @Override
    public Table visitorsTable() {
        return directTable();
    }

    @Override
    public Table directTable() {
        return new SqliteTable(file());
    }

    @Override
    public Bucket directBucket() {
        return new FolderBucket(store, store);
    }

    /** The table's file. */
    Path file() {
        return store.resolve("versions.db");
    }

    /** Does something to the table behind everybody's back. */
    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public List<StoredItem> items() {
        List<StoredItem> items = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, expires_at from items")) {
            while (rows.next()) {
                long expiry = rows.getLong(2);
                OptionalLong expiresAt = rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(expiry);
                items.add(new StoredItem(rows.getString(1), expiresAt));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The table in " + file() + " cannot be read.", e);
        }
        return items;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }
}

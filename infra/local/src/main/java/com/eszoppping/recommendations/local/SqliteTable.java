package com.eszoppping.recommendations.local;

import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.Item;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.TableUnavailableException;
import com.eszoppping.recommendations.store.WriteCapacity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * The table in a file of SQLite. Its write-ahead log lets one process train while another serves, and keeps what was
 * committed when a process is killed. A batch is one transaction; what has expired is dropped when something is written.
 */
public final class SqliteTable implements Table {
    private static final int BUSY_MILLIS = 30_000;
    private static final int ITEMS_PER_BATCH = 500;

    /** Only one can write. */
    private static final WriteCapacity CAPACITY = new WriteCapacity(ITEMS_PER_BATCH, 1, Double.POSITIVE_INFINITY);

    private static final String CREATE = "create table if not exists items (id text primary key, fields text not null,"
            + " expires_at integer, revision integer not null) without rowid";
    // Without it, dropping what has expired reads the whole table at each batch.
    private static final String CREATE_INDEX = "create index if not exists items_by_expiry on items (expires_at)";
    private static final String SELECT = "select id, fields, expires_at, revision from items where id = ?";
    private static final String INSERT =
            "insert or replace into items (id, fields, expires_at, revision) values (?, ?, ?, ?)";
    private static final String INSERT_FIRST =
            "insert into items (id, fields, expires_at, revision) values (?, ?, ?, ?)"
                    + " on conflict (id) do update set fields = excluded.fields, expires_at = excluded.expires_at,"
                    + " revision = excluded.revision where revision = 0";
    private static final String UPDATE =
            "update items set fields = ?2, expires_at = ?3, revision = ?4 where id = ?1 and revision = ?5";
    private static final String DELETE_EXPIRED = "delete from items where expires_at <= ?";

    private final Path file;
    private final InstantSource clock;
    // SQLite's connections are not for several threads at once; reads take microseconds, so one is enough.
    private final Connection reading;
    private final Connection writing;

    /** Opens the table, making file and folder if need be. */
    public SqliteTable(Path file) {
        this(file, InstantSource.system());
    }

    /**
     * Opens the table, making file and folder if need be.
     *
     * @param clock tells what has expired
     */
    public SqliteTable(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            this.writing = connect();
            try (Statement create = writing.createStatement()) {
                create.execute(CREATE);
                create.execute(CREATE_INDEX);
            }
            this.reading = connect();
        } catch (IOException | SQLException e) {
            throw new TableUnavailableException(
                    "The file " + file + " cannot be opened for writing: " + e.getMessage(), e);
        }
    }

    private Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        // A killed process loses nothing that was committed; only a power cut may cost the last transactions, never the
        // file.
        config.setSynchronous(SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_MILLIS);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    @Override
    public Map<String, Item> read(Collection<String> keys) {
        Map<String, Item> items = new HashMap<>();
        synchronized (reading) {
            try (PreparedStatement select = reading.prepareStatement(SELECT)) {
                for (String key : new LinkedHashSet<>(keys)) {
                    select.setString(1, key);
                    try (ResultSet row = select.executeQuery()) {
                        if (row.next()) {
                            items.put(key, item(row));
                        }
                    }
                }
            } catch (SQLException e) {
                throw unavailable("read", e);
            }
        }
        return items;
    }

    @Override
    public Map<String, Item> readLatest(Collection<String> keys) {
        return read(keys);
    }

    @Override
    public Optional<Item> readLatest(String key) {
        return Optional.ofNullable(read(List.of(key)).get(key));
    }

    private static Item item(ResultSet row) throws SQLException {
        long expiresAt = row.getLong(3);
        Optional<Instant> expiry = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(expiresAt));
        return new Item(row.getString(1), JsonFields.read(row.getString(2)), expiry, row.getLong(4));
    }

    @Override
    public void write(List<Item> items, Deadline deadline) {
        for (int start = 0; start < items.size(); start += ITEMS_PER_BATCH) {
            deadline.check("writing to the table");
            writeBatch(items.subList(start, Math.min(items.size(), start + ITEMS_PER_BATCH)));
        }
    }

    private void writeBatch(List<Item> batch) {
        synchronized (writing) {
            try {
                writing.setAutoCommit(false);
                try (PreparedStatement insert = writing.prepareStatement(INSERT);
                        PreparedStatement delete = writing.prepareStatement(DELETE_EXPIRED)) {
                    delete.setLong(1, clock.instant().getEpochSecond());
                    delete.executeUpdate();
                    for (Item item : batch) {
                        set(insert, item);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                    writing.commit();
                } finally {
                    // Takes back what was not committed; nothing, if all was.
                    writing.rollback();
                    writing.setAutoCommit(true);
                }
            } catch (SQLException e) {
                throw unavailable("written", e);
            }
        }
    }

    @Override
    public WriteCapacity writeCapacity() {
        return CAPACITY;
    }

    @Override
    public boolean replace(Item item, long expectedRevision) {
        synchronized (writing) {
            try (PreparedStatement change = writing.prepareStatement(expectedRevision == 0 ? INSERT_FIRST : UPDATE)) {
                set(change, item);
                if (expectedRevision != 0) {
                    change.setLong(5, expectedRevision);
                }
                return change.executeUpdate() == 1;
            } catch (SQLException e) {
                throw unavailable("written", e);
            }
        }
    }

    private static void set(PreparedStatement statement, Item item) throws SQLException {
        statement.setString(1, item.key());
        statement.setString(2, JsonFields.write(item.fields()));
        if (item.expiresAt().isPresent()) {
            statement.setLong(3, item.expiresAt().get().getEpochSecond());
        } else {
            statement.setNull(3, java.sql.Types.INTEGER);
        }
        statement.setLong(4, item.revision());
    }

    private TableUnavailableException unavailable(String verb, SQLException cause) {
        return new TableUnavailableException(
                "The file " + file + " could not be " + verb + ": " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        try (writing;
                reading) {
            // Closing is all there is to do.
        } catch (SQLException e) {
            throw unavailable("closed", e);
        }
    }
}

package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.OpenBucket;
import com.eszoppping.recommendations.bucket.S3Bucket;
import com.eszoppping.recommendations.feedback.EventSink;
import com.eszoppping.recommendations.feedback.FirehoseEventSink;
import com.eszoppping.recommendations.local.ExposureFile;
import com.eszoppping.recommendations.local.FileEventSink;
import com.eszoppping.recommendations.local.FolderBucket;
import com.eszoppping.recommendations.local.SqliteTable;
import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Where a command finds logs and versions. */
sealed interface Place {
    /** The logs and reports. */
    Bucket bucket();

    /** How another process opens {@link #bucket}. */
    OpenBucket openBucket();

    /** The versions; whoever opens the table closes it. */
    Table openTable();

    /** The versions, to be read for answers that somebody waits for; whoever opens the table closes it. */
    Table openTableForRequests();

    /** Where the frontend's events go. */
    EventSink feedback();

    /** Takes a line for each list that was served. */
    Consumer<String> exposures();

    /** The salt of the visitors' hashes in the exposures. */
    String visitorSalt();

    /** How to say where it is. */
    String name();

    /**
     * Folders on this machine.
     *
     * @param logs only read: {@code catalogue/} and {@code sessions/}
     * @param store the versions, and below it what is written: reports, rejected lines, control items, the frontend's events
     */
    record Folders(Path logs, Path store) implements Place {
        static final String VERSIONS = "versions.db";

        /**
         * A store that is there already.
         *
         * @throws CommandFailedException if it is not
         */
        static Folders existing(Path store) {
            if (!Files.isDirectory(store)) {
                throw new CommandFailedException("There is no store in '" + store + "': make one with ./recs train"
                        + " --data DIR --store " + store + ", or try ./recs demo.");
            }
            return new Folders(store, store);
        }

        /**
         * A store with versions, of these logs.
         *
         * @throws CommandFailedException if there are none
         */
        static Folders trained(Path logs, Path store) {
            if (!Files.isRegularFile(store.resolve(VERSIONS))) {
                throw new CommandFailedException("There are no versions in '" + store + "': make one with ./recs train"
                        + " --data DIR --store " + store + ", or name the folder that has them with --store.");
            }
            return new Folders(logs, store);
        }

        /**
         * A store that is made if need be, for these logs.
         *
         * @throws CommandFailedException if the logs are not there, or the store cannot be written
         */
        static Folders of(Path logs, Path store) {
            requireLogs(logs);
            try {
                Files.createDirectories(store);
            } catch (IOException e) {
                throw notWritable(store, e);
            }
            if (!Files.isWritable(store)) {
                throw notWritable(store, null);
            }
            return new Folders(logs, store);
        }

        /**
         * Makes sure that a folder has a store's logs.
         *
         * @throws CommandFailedException if it has not
         */
        static void requireLogs(Path logs) {
            requireFolder(logs);
            requireFolder(logs.resolve("catalogue"));
            requireFolder(logs.resolve("sessions"));
        }

        @Override
        public Bucket bucket() {
            return new FolderBucket(logs, store);
        }

        @Override
        public OpenBucket openBucket() {
            String logsFolder = logs.toString();
            String storeFolder = store.toString();
            return () -> new FolderBucket(Path.of(logsFolder), Path.of(storeFolder));
        }

        @Override
        public Table openTable() {
            return new SqliteTable(store.resolve(VERSIONS));
        }

        @Override
        public Table openTableForRequests() {
            return openTable();
        }

        @Override
        public EventSink feedback() {
            return new FileEventSink(store, InstantSource.system());
        }

        @Override
        public Consumer<String> exposures() {
            return new ExposureFile(store, InstantSource.system());
        }

        @Override
        public String visitorSalt() {
            return Front.VISITOR_SALT;
        }

        @Override
        public String name() {
            return store.toString();
        }

        private static void requireFolder(Path folder) {
            if (!Files.isDirectory(folder)) {
                throw new CommandFailedException("There is no folder '" + folder
                        + "': a store's data are catalogue/products.jsonl[.gz] and sessions/**/*.jsonl[.gz].");
            }
        }

        private static CommandFailedException notWritable(Path store, IOException cause) {
            return new CommandFailedException("The folder '" + store + "' cannot be written.", cause);
        }
    }

    /** S3 and DynamoDB, as the environment names them. */
    record Cloud(Console console) implements Place {
        @Override
        public Bucket bucket() {
            return openBucket().open();
        }

        @Override
        public OpenBucket openBucket() {
            String name = console.required("BUCKET_NAME", "the bucket with the store's logs");
            return () -> S3Bucket.connect(name);
        }

        @Override
        public Table openTable() {
            String limit = console.environment().apply(DynamoTable.WRITE_UNITS_VARIABLE);
            return DynamoTable.connect(tableName(), DynamoTable.writeUnitsPerSecond(limit));
        }

        @Override
        public Table openTableForRequests() {
            return DynamoTable.connectForRequests(tableName());
        }

        @Override
        public EventSink feedback() {
            return FirehoseEventSink.connect(
                    console.required("STREAM_NAME", "the delivery stream for the frontend's events"));
        }

        /** Nobody delivers those of a server on this machine. */
        @Override
        public Consumer<String> exposures() {
            return line -> {};
        }

        @Override
        public String visitorSalt() {
            return console.required(
                    "VISITOR_SALT", "the same as the functions', without which no visitor is known again");
        }

        @Override
        public String name() {
            return "the table " + tableName();
        }

        /** The table's name, as the environment has it. */
        String tableName() {
            return console.required("TABLE_NAME", "the table with the versions");
        }
    }
}

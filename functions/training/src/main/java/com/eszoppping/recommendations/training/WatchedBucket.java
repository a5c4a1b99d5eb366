package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** A bucket that tells how many bytes were read from it. */
final class WatchedBucket implements Bucket {
    private static final int END = -1;

    private final Bucket bucket;
    private final LongConsumer watcher;
    private final AtomicLong bytes = new AtomicLong();

    /**
     * Watches a bucket.
     *
     * @param watcher hears how many bytes were read so far, after each read; what it throws ends the reading
     */
    WatchedBucket(Bucket bucket, LongConsumer watcher) {
        this.bucket = bucket;
        this.watcher = watcher;
    }

    @Override
    public List<StoredObject> list(String prefix) throws IOException {
        return bucket.list(prefix);
    }

    @Override
    public InputStream open(String key) throws IOException {
        return new FilterInputStream(bucket.open(key)) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                if (read != END) {
                    watcher.accept(bytes.incrementAndGet());
                }
                return read;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                if (read > 0) {
                    watcher.accept(bytes.addAndGet(read));
                }
                return read;
            }
        };
    }

    @Override
    public void write(String key, byte[] content) throws IOException {
        bucket.write(key, content);
    }

    @Override
    public void write(String key, Path content) throws IOException {
        bucket.write(key, content);
    }

    @Override
    public String location() {
        return bucket.location();
    }
}

package com.eszoppping.recommendations.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The seam between us and the place where the store's logs and our reports live: S3, or a folder laid out like the
 * bucket. Implementations are safe for use by many threads; each passes {@code BucketContract}. What fails is an
 * {@link IOException} whose message names the place and the key.
 */
public interface Bucket {
    /**
     * Lists the objects below a prefix, whatever their number, in the order of their keys' UTF-8 bytes.
     *
     * @param prefix what the keys begin with, e.g. {@code sessions/} or {@code sessions/2026-11}; empty for all
     */
    List<StoredObject> list(String prefix) throws IOException;

    /**
     * Opens an object for reading from its beginning; the caller closes the stream. Reading throws an
     * {@link IOException} if the object breaks off before its end, or if it is replaced meanwhile and the place does not keep
     * what was opened. The stream is for one thread.
     *
     * @throws java.io.FileNotFoundException if there is no such object
     */
    InputStream open(String key) throws IOException;

    /** Writes an object, replacing the one with the same key; it is visible whole or not at all. */
    void write(String key, byte[] content) throws IOException;

    /** Writes an object from a file, replacing the one with the same key; it is visible whole or not at all. */
    void write(String key, Path content) throws IOException;

    /** Where this is, for messages and reports, e.g. {@code s3://eszoppping-logs} or a folder's path. */
    String location();
}

package com.eszoppping.recommendations.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The seam between us and the place where the store's logs and our reports live: S3, or a folder laid out like the
 * bucket. Implementations are safe for use by many threads; each passes {@code BucketContract}.
 */
public interface Bucket {
    /**
     * Lists the objects below a prefix, whatever their number, in the order of their keys' UTF-8 bytes.
     *
     * @param prefix e.g. {@code sessions/}
     */
    List<StoredObject> list(String prefix) throws IOException;

    /**
     * Opens an object for reading from its beginning; the caller closes the stream.
     *
     * @throws java.io.FileNotFoundException if there is no such object
     */
    InputStream open(String key) throws IOException;

    /** Writes an object; it is visible whole or not at all. */
    void write(String key, byte[] content) throws IOException;

    /** Writes an object from a file; it is visible whole or not at all. */
    void write(String key, Path content) throws IOException;

    /** Where this is, for messages and reports, e.g. {@code s3://eszoppping-logs} or a folder's path. */
    String location();
}

package com.eszoppping.recommendations.bucket;

/**
 * An object in the bucket.
 *
 * @param key its path from the bucket's root, with {@code /} between the parts
 * @param bytes its size
 * @param fingerprint changes when the content does (S3's ETag; size and time of a file), for a report's lineage
 */
public record StoredObject(String key, long bytes, String fingerprint) {}

package com.eszoppping.recommendations.bucket;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket in S3. Whole objects become visible at once there, so writing needs no more care than a single put. */
public final class S3Bucket implements Bucket {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** The longest silence on a connection; it also ends a download that hangs. */
    private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(30);
    /** Up to the answer's first byte: a download is read afterwards and may take as long as it needs. */
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(30);
    /** Room for the SDK's retries. */
    private static final int CALL_TIMEOUT_IN_ATTEMPTS = 4;

    private static final long SLOWEST_UPLOAD_BYTES_PER_SECOND = 500_000;

    private final S3Client s3;
    private final String name;
    private final Reading reading;

    /**
     * Uses a client that somebody else made and closes.
     *
     * @param s3 the client
     * @param name the bucket's name
     */
    public S3Bucket(S3Client s3, String name) {
        this(s3, name, Reading.DEFAULT);
    }

    S3Bucket(S3Client s3, String name, Reading reading) {
        this.s3 = s3;
        this.name = name;
        this.reading = reading;
    }

    /**
     * Connects with the region, the credentials and the endpoint that the AWS SDK finds by itself.
     *
     * @param name the bucket's name
     */
    public static S3Bucket connect(String name) {
        S3Client s3 = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(SILENCE_TIMEOUT)
                        .build())
                .overrideConfiguration(options -> options.apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                        .apiCallTimeout(ATTEMPT_TIMEOUT.multipliedBy(CALL_TIMEOUT_IN_ATTEMPTS)))
                .build();
        return new S3Bucket(s3, name);
    }

    @Override
    public List<StoredObject> list(String prefix) throws IOException {
        ListObjectsV2Request request =
                ListObjectsV2Request.builder().bucket(name).prefix(prefix).build();
        try {
            return s3.listObjectsV2Paginator(request).contents().stream()
                    .filter(object -> !isFolderMarker(object))
                    .map(object -> new StoredObject(object.key(), object.size(), object.eTag()))
                    .toList();
        } catch (SdkException e) {
            throw failure("list", prefix, e);
        }
    }

    /** The AWS console makes such empty objects to show a folder; a folder on disk isn't listed either. */
    private static boolean isFolderMarker(S3Object object) {
        return object.key().endsWith("/") && object.size() == 0;
    }

    @Override
    public InputStream open(String key) throws IOException {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(name)
                .key(key)
                .checksumMode(ChecksumMode.ENABLED) // the SDK doesn't ask for the checksum by itself
                .build();
        try {
            ResponseInputStream<GetObjectResponse> content = s3.getObject(request);
            GetObjectResponse found = content.response();
            PinnedObject object = new PinnedObject(s3, name, key, found.eTag(), found.contentLength());
            return new WholeObjectStream(object, content, reading);
        } catch (NoSuchKeyException e) {
            FileNotFoundException missing = new FileNotFoundException("There is no object " + uri(key) + ".");
            missing.initCause(e);
            throw missing;
        } catch (SdkException e) {
            throw failure("read", key, e);
        }
    }

    @Override
    public void write(String key, byte[] content) throws IOException {
        put(key, content.length, RequestBody.fromBytes(content));
    }

    @Override
    public void write(String key, Path content) throws IOException {
        put(key, Files.size(content), RequestBody.fromFile(content));
    }

    private void put(String key, long bytes, RequestBody content) throws IOException {
        // Unlike a download, an upload happens inside the attempt, so a large file must have a longer one.
        Duration attempt = ATTEMPT_TIMEOUT.plusSeconds(bytes / SLOWEST_UPLOAD_BYTES_PER_SECOND);
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(name)
                .key(key)
                .contentType(contentType(key))
                .overrideConfiguration(options -> options.apiCallAttemptTimeout(attempt)
                        .apiCallTimeout(attempt.multipliedBy(CALL_TIMEOUT_IN_ATTEMPTS)))
                .build();
        try {
            s3.putObject(request, content);
        } catch (SdkException e) {
            throw failure("write", key, e);
        }
    }

    /** Tells a browser that it can show the object instead of saving it. */
    private static String contentType(String key) {
        if (key.endsWith(".html")) {
            return "text/html; charset=utf-8";
        }
        return key.endsWith(".json") ? "application/json" : "application/octet-stream";
    }

    @Override
    public String location() {
        return "s3://" + name;
    }

    private String uri(String key) {
        return location() + "/" + key;
    }

    private IOException failure(String verb, String key, SdkException cause) {
        return new IOException("Could not " + verb + " " + uri(key) + ": " + cause.getMessage(), cause);
    }
}

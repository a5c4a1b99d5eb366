package com.eszoppping.recommendations.admin;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.S3Bucket;
import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.Pointer;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.Versions;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The Lambda function for people on call. It takes {@code {"action":"activate","version":"…"}}, makes that version the one
 * that is served, and answers which one that is and which one was before.
 */
public final class AdminFunction implements RequestStreamHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Versions versions;

    /** Works on the table and the bucket that the environment variables {@code TABLE_NAME} and {@code BUCKET_NAME} name. */
    public AdminFunction() {
        this(
                DynamoTable.connect(System.getenv("TABLE_NAME")),
                S3Bucket.connect(System.getenv("BUCKET_NAME")),
                InstantSource.system());
    }

    /**
     * Works anywhere.
     *
     * @param table where versions are switched
     * @param bucket where each switch is copied to, below {@code control/}
     */
    public AdminFunction(Table table, Bucket bucket, InstantSource clock) {
        this.versions = new Versions(table, clock, (name, json) -> bucket.write("control/" + name, json));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Pointer pointer = versions.activate(Activation.read(input).version());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("current", pointer.current().text());
        answer.put("previous", pointer.previous().map(Object::toString).orElse(null));
        JSON.writeValue(output, answer);
    }
}

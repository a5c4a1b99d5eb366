package com.eszoppping.recommendations.coldstart;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The limit: one item of the table as JSON, read by one signed HTTP call without any library. */
public final class BareFunction implements RequestStreamHandler {
    private static final String SERVICE = "dynamodb";
    private static final String OPERATION = "DynamoDB_20120810.GetItem";
    private static final String CONTENT_TYPE = "application/x-amz-json-1.0";
    private static final String SIGNED_HEADERS = "content-type;host;x-amz-date;x-amz-target";
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private final Map<String, String> environment = System.getenv();

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        input.readAllBytes();
        String item = read("{\"TableName\":\"" + environment.get("TABLE_NAME") + "\",\"Key\":{\"id\":{\"S\":\""
                + environment.get("ITEM_ID") + "\"}}}");
        String body = item.replace("\\", "\\\\").replace("\"", "\\\"");
        output.write(utf8("{\"statusCode\":200,\"headers\":{\"Content-Type\":\"application/json\"},\"body\":\"" + body
                + "\",\"isBase64Encoded\":false}"));
    }

    private String read(String request) throws IOException {
        URI endpoint = URI.create(environment.get("AWS_ENDPOINT_URL_DYNAMODB"));
        byte[] payload = utf8(request);
        String time = Instant.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("-", "")
                .replace(":", "");
        HttpURLConnection connection =
                (HttpURLConnection) endpoint.resolve("/").toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", CONTENT_TYPE);
        connection.setRequestProperty("X-Amz-Date", time);
        connection.setRequestProperty("X-Amz-Target", OPERATION);
        connection.setRequestProperty("Authorization", authorization(endpoint.getAuthority(), time, payload));
        try (OutputStream body = connection.getOutputStream()) {
            body.write(payload);
        }
        try (InputStream answer = connection.getInputStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Signature version 4. */
    private String authorization(String host, String time, byte[] payload) {
        String day = time.substring(0, 8);
        String region = environment.get("AWS_REGION");
        String scope = day + "/" + region + "/" + SERVICE + "/aws4_request";
        String request = "POST\n/\n\ncontent-type:" + CONTENT_TYPE + "\nhost:" + host + "\nx-amz-date:" + time
                + "\nx-amz-target:" + OPERATION + "\n\n" + SIGNED_HEADERS + "\n" + hex(sha256(payload));
        String toSign = ALGORITHM + "\n" + time + "\n" + scope + "\n" + hex(sha256(utf8(request)));
        byte[] key = utf8("AWS4" + environment.get("AWS_SECRET_ACCESS_KEY"));
        for (String part : new String[] {day, region, SERVICE, "aws4_request", toSign}) {
            key = hmac(key, part);
        }
        return ALGORITHM + " Credential=" + environment.get("AWS_ACCESS_KEY_ID") + "/" + scope + ", SignedHeaders="
                + SIGNED_HEADERS + ", Signature=" + hex(key);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

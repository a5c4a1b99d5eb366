package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.eszoppping.recommendations.http.HttpEvents;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * First requests from nobody, through everything that a first request goes through, so that the first one from somebody is
 * faster: one loads the classes, many have them compiled.
 */
final class Priming {
    private static final int REQUESTS = 100;

    /** A slow table shall not hold up a deployment. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int OK = 200;
    private static final String NO_PRODUCT = "nothing";
    private static final JsonFactory JSON = new JsonFactory();

    private Priming() {}

    /**
     * Has requests answered. Whatever goes wrong is logged and costs the first visitors time, but stops no deployment.
     *
     * @param copies makes for each request something that knows nothing yet
     */
    static void run(Supplier<Api> copies, LambdaLogger logger) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            String viewed = NO_PRODUCT;
            for (int request = 0; request < REQUESTS && System.nanoTime() < end; request++) {
                APIGatewayV2HTTPResponse response = answer(copies.get(), viewed, logger);
                if (response.getStatusCode() != OK) {
                    unprimed(logger, response.getBody());
                    return;
                }
                viewed = firstProduct(response.getBody());
            }
        } catch (IOException | RuntimeException e) {
            unprimed(logger, e.toString());
        }
    }

    private static void unprimed(LambdaLogger logger, String reason) {
        logger.log("The snapshot is taken without priming, so first requests will be slower: " + reason, LogLevel.WARN);
    }

    private static APIGatewayV2HTTPResponse answer(Api api, String viewed, LambdaLogger logger) throws IOException {
        APIGatewayV2HTTPResponse response = api.answer(HttpEvents.read(event(viewed)), logger);
        HttpEvents.write(response, new ByteArrayOutputStream());
        api.printMetrics("priming");
        return response;
    }

    private static ByteArrayInputStream event(String viewed) {
        String event = """
                {"version": "2.0", "routeKey": "GET /recommendations", "rawPath": "/recommendations",
                 "headers": {"accept": "*/*", "accept-language": "pl,en;q=0.5", "host": "localhost"},
                 "queryStringParameters": {"userId": "nobody", "viewed": "$viewed", "expand": "product"},
                 "requestContext": {"requestId": "priming", "stage": "$default",
                  "http": {"method": "GET", "path": "/recommendations"}},
                 "isBase64Encoded": false}
                """.replace("$viewed", quoted(viewed));
        return new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    /** Of an answer, so that the next request is about a product that there is. */
    private static String firstProduct(String answer) throws IOException {
        try (JsonParser json = JSON.createParser(answer)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME && json.currentName().equals("productId")) {
                    return json.nextTextValue();
                }
            }
        }
        return NO_PRODUCT;
    }
}

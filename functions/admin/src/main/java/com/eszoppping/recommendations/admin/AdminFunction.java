package com.eszoppping.recommendations.admin;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.S3Bucket;
import com.eszoppping.recommendations.experiment.InvalidExperiment;
import com.eszoppping.recommendations.http.Failures;
import com.eszoppping.recommendations.http.HttpEvents;
import com.eszoppping.recommendations.http.Problem;
import com.eszoppping.recommendations.http.ProblemException;
import com.eszoppping.recommendations.http.Responses;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.ControlDocuments;
import com.eszoppping.recommendations.store.DocumentTooLargeException;
import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.Pointer;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.TableUnavailableException;
import com.eszoppping.recommendations.store.Versions;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The Lambda function for people on call and for analysts: all that changes control items. Invoked directly it takes {@code
 * {"action":"activate","version":"…"}}, makes that version the one that is served, and answers which one that is and which one
 * was before. Behind the API Gateway, where IAM lets only signed requests through, it changes experiments, takes products off
 * sale and erases people. What it logs names no product, no experiment and nobody.
 */
public final class AdminFunction implements RequestStreamHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Versions versions;
    private final ExperimentRoutes experiments;
    private final AvailabilityRoute availability;
    private final ErasureRoute erasure;

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
     * @param table where versions are switched and control items kept
     * @param bucket where each change is copied to, below {@code control/}
     */
    public AdminFunction(Table table, Bucket bucket, InstantSource clock) {
        ControlCopies copies = ControlCopies.in(bucket::write);
        this.versions = new Versions(table, clock, copies);
        ControlDocuments documents = new ControlDocuments(table, copies);
        this.experiments = new ExperimentRoutes(documents, clock);
        this.availability = new AvailabilityRoute(documents, versions, clock);
        this.erasure = new ErasureRoute(versions);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        byte[] event = input.readAllBytes();
        APIGatewayV2HTTPEvent request = HttpEvents.read(new ByteArrayInputStream(event));
        if (request.getRouteKey() != null) {
            HttpEvents.write(answer(request, context.getLogger()), output);
        } else {
            JSON.writeValue(output, activated(Activation.read(new ByteArrayInputStream(event))));
        }
    }

    private Map<String, Object> activated(Activation wish) {
        Pointer pointer = versions.activate(wish.version());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("current", pointer.current().text());
        answer.put("previous", pointer.previous().map(Object::toString).orElse(null));
        return answer;
    }

    private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent request, LambdaLogger logger) {
        try {
            return switch (request.getRouteKey()) {
                case "PUT /experiments/{name}" -> experiments.put(request);
                case "DELETE /experiments/{name}" -> experiments.delete(request);
                case "PUT /products/{productId}/availability" -> availability.put(request);
                case "DELETE /users/{userId}" -> erasure.delete(request);
                default -> throw new ProblemException(Problem.notFound(request.getRawPath()));
            };
        } catch (ProblemException e) {
            return Responses.problem(e.problem());
        } catch (InvalidExperiment e) {
            return Responses.problem(Problem.badParameter(e.problems().get(0).field(), e.getMessage()));
        } catch (DocumentTooLargeException e) {
            return Responses.problem(Problem.badParameter("body", e.getMessage()));
        } catch (TableUnavailableException e) {
            logger.log(e.getMessage(), LogLevel.WARN);
            return Responses.problem(Problem.unavailable("Nothing can be changed right now; send it again."));
        } catch (UncheckedIOException e) {
            logger.log(e.getMessage() + " " + e.getCause(), LogLevel.WARN);
            return Responses.problem(
                    Problem.unavailable("The change could not be copied to the bucket; send it again."));
        } catch (RuntimeException e) {
            return Failures.internalError(e, logger);
        }
    }
}

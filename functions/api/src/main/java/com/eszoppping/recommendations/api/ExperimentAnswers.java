package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.eszoppping.recommendations.experiment.Assignment;
import com.eszoppping.recommendations.experiment.Experiment;
import com.eszoppping.recommendations.experiment.ExperimentJson;
import com.eszoppping.recommendations.experiment.ResultsJson;
import com.eszoppping.recommendations.experiment.Variant;
import com.eszoppping.recommendations.http.Problem;
import com.eszoppping.recommendations.http.ProblemException;
import com.eszoppping.recommendations.http.QueryParameters;
import com.eszoppping.recommendations.http.Responses;
import com.eszoppping.recommendations.store.ControlDocuments;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /experiments}, {@code GET /experiments/{name}} and {@code GET /experiments/{name}/assignment?visitorId=}.
 *
 * @param documents where each training leaves the experiments' results
 */
record ExperimentAnswers(Assignments assignments, ControlDocuments documents) {
    private static final int MAX_NAME_BYTES = 64;
    private static final Map<String, String> HEADERS = Map.of("Cache-Control", "no-store");

    APIGatewayV2HTTPResponse all(APIGatewayV2HTTPEvent event) {
        QueryParameters.of(event).refuseOthersThan();
        return Responses.ok(HEADERS, json -> {
            json.writeArrayFieldStart("experiments");
            for (Experiment experiment : assignments.all().all()) {
                json.writeStartObject();
                ExperimentJson.write(experiment, json);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** With the results of the last training, which cost a read of their own. */
    APIGatewayV2HTTPResponse one(APIGatewayV2HTTPEvent event) {
        QueryParameters.of(event).refuseOthersThan();
        Experiment experiment = named(event);
        Optional<String> results = ResultsJson.of(experiment, documents.read(ResultsJson.document(experiment.name())));
        return Responses.ok(HEADERS, json -> {
            ExperimentJson.write(experiment, json);
            json.writeFieldName("results");
            json.writeRawValue(results.orElse("null"));
        });
    }

    /** The variant that the visitor belongs to, whether the experiment runs or not; none without consent. */
    APIGatewayV2HTTPResponse assignment(APIGatewayV2HTTPEvent event) {
        QueryParameters parameters = QueryParameters.of(event);
        parameters.refuseOthersThan("visitorId", Consent.NAME);
        String visitor = parameters
                .text("visitorId", QueryParameters.MAX_ID_BYTES)
                .orElseThrow(() -> new ProblemException(
                        Problem.badParameter("visitorId", "'visitorId' says whose assignment is asked for.")));
        Experiment experiment = named(event);
        Optional<Variant> variant = Consent.of(parameters) ? Assignment.of(experiment, visitor) : Optional.empty();
        return Responses.ok(HEADERS, json -> {
            json.writeStringField("experiment", experiment.name());
            json.writeBooleanField("running", assignments.isRunning(experiment));
            json.writeStringField("variant", variant.map(Variant::name).orElse(null));
        });
    }

    private Experiment named(APIGatewayV2HTTPEvent event) {
        String name = QueryParameters.pathParameter(event, "name", MAX_NAME_BYTES);
        return assignments
                .all()
                .find(name)
                .orElseThrow(() -> new ProblemException(Problem.notFound(event.getRawPath())));
    }
}

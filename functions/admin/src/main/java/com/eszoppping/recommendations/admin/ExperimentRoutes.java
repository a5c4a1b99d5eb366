package com.eszoppping.recommendations.admin;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.eszoppping.recommendations.experiment.Experiment;
import com.eszoppping.recommendations.experiment.Experiment.Status;
import com.eszoppping.recommendations.experiment.ExperimentJson;
import com.eszoppping.recommendations.experiment.Experiments;
import com.eszoppping.recommendations.http.Problem;
import com.eszoppping.recommendations.http.ProblemException;
import com.eszoppping.recommendations.http.QueryParameters;
import com.eszoppping.recommendations.http.Responses;
import com.eszoppping.recommendations.store.ControlDocuments;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code PUT|DELETE /experiments/{name}}: each is one conditional write of the document that has all experiments. */
final class ExperimentRoutes {
    private static final int MAX_NAME_BYTES = 64;

    private final ControlDocuments documents;
    private final InstantSource clock;

    ExperimentRoutes(ControlDocuments documents, InstantSource clock) {
        this.documents = documents;
        this.clock = clock;
    }

    APIGatewayV2HTTPResponse put(APIGatewayV2HTTPEvent event) {
        String name = QueryParameters.pathParameter(event, "name", MAX_NAME_BYTES);
        Instant now = now();
        // Drawn once, so that a change that is decided again draws the same split.
        String newSalt =
                String.format(Locale.ROOT, "%s-%08x", name, UUID.randomUUID().getLeastSignificantBits() >>> 32);
        String document = documents.change(Experiments.DOCUMENT, text -> {
            Experiments experiments = ExperimentJson.read(text);
            Optional<Experiment> known = experiments.find(name);
            ExperimentWish wish = ExperimentWish.read(name, event.getBody(), known, newSalt, now);
            return ExperimentJson.text(experiments.with(changed(known, wish, now)));
        });
        return shown(ExperimentJson.read(Optional.of(document)).find(name).orElseThrow());
    }

    private static Experiment changed(Optional<Experiment> known, ExperimentWish wish, Instant now) {
        Experiment changed = known.isEmpty() ? wish.experiment() : known.get().changedTo(wish.experiment(), now);
        if (changed.status() == wish.status()) {
            return changed;
        }
        return wish.status() == Status.RUNNING ? changed.started(now) : stoppedOrRefused(changed, wish.status(), now);
    }

    private static Experiment stoppedOrRefused(Experiment experiment, Status wished, Instant now) {
        if (wished == Status.DRAFT) {
            throw new ProblemException(Problem.badParameter(
                    "status",
                    "'status' goes from DRAFT to RUNNING to STOPPED and never back, but the experiment is "
                            + experiment.status() + " already."));
        }
        return experiment.stopped(now);
    }

    APIGatewayV2HTTPResponse delete(APIGatewayV2HTTPEvent event) {
        String name = QueryParameters.pathParameter(event, "name", MAX_NAME_BYTES);
        documents.change(Experiments.DOCUMENT, text -> {
            Experiments experiments = ExperimentJson.read(text);
            Experiment known = experiments
                    .find(name)
                    .orElseThrow(() -> new ProblemException(Problem.notFound(event.getRawPath())));
            return ExperimentJson.text(experiments.without(known));
        });
        return Responses.ok(Map.of("Cache-Control", "no-store"), json -> json.writeStringField("deleted", name));
    }

    private static APIGatewayV2HTTPResponse shown(Experiment experiment) {
        return Responses.ok(Map.of("Cache-Control", "no-store"), json -> ExperimentJson.write(experiment, json));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}

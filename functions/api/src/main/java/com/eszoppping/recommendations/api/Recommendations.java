package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.eszoppping.recommendations.http.Problem;
import com.eszoppping.recommendations.http.ProblemException;
import com.eszoppping.recommendations.http.Quote;
import com.eszoppping.recommendations.http.Responses;
import com.eszoppping.recommendations.ranking.Answer;
import com.eszoppping.recommendations.ranking.CategoryTree.Resolution;
import com.eszoppping.recommendations.ranking.FallbackChain;
import com.eszoppping.recommendations.ranking.Recommendation;
import com.eszoppping.recommendations.ranking.RunningSession;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.ranking.Visit;
import com.eszoppping.recommendations.store.Known;
import com.eszoppping.recommendations.store.LiveVersion;
import com.eszoppping.recommendations.store.VersionReader;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code GET /recommendations}: what is known of the visitor in one read, then the lists that fit, from memory. */
final class Recommendations {
    private final VersionReader versions;
    private final RecommendationIds ids;

    Recommendations(VersionReader versions, RecommendationIds ids) {
        this.versions = versions;
        this.ids = ids;
    }

    APIGatewayV2HTTPResponse answer(LiveVersion live, RecommendationsQuery query) {
        ServedModel model = model(live, query);
        Optional<Resolution> category = query.category().map(text -> resolve(live, text));
        Optional<String> grouped = query.userId().filter(userId -> model.groups() > 0);
        List<String> viewed = RunningSession.newestFirst(query.viewed());
        Known known = versions.read(live, grouped, RunningSession.lookedAt(viewed));
        FallbackChain chain = FallbackChain.of(Visit.of(
                model,
                live.manifest().sessions(),
                known.group(),
                category,
                new RunningSession(viewed, known.products()),
                Set.copyOf(query.excluded()),
                query.limit()));
        Answer answer = chain.fill(versions.lists(live, chain.keys()));
        // Each answer is an exposure of its own, so nobody may serve it twice.
        return Responses.ok(Map.of("Cache-Control", "no-store"), json -> write(live, query, model, answer, json));
    }

    private static ServedModel model(LiveVersion live, RecommendationsQuery query) {
        if (query.model().isEmpty()) {
            return live.manifest().defaultModel(!query.viewed().isEmpty());
        }
        String asked = query.model().get();
        return live.manifest().models().stream()
                .filter(model -> model.name().equals(asked))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.badParameter("model", noSuchModel(live, asked))));
    }

    private static String noSuchModel(LiveVersion live, String asked) {
        String names = live.manifest().models().stream().map(ServedModel::name).collect(Collectors.joining(", "));
        return "'model' is one of " + names + ", but this is '" + Quote.of(asked) + "'.";
    }

    private static Resolution resolve(LiveVersion live, String text) {
        Resolution resolution = live.categories().resolve(text);
        if (resolution instanceof Resolution.Ambiguous ambiguous) {
            String paths = ambiguous.candidates().stream()
                    .map(path -> "'" + path.text() + "'")
                    .collect(Collectors.joining(", "));
            throw new ProblemException(Problem.badParameter(
                    "category",
                    "'category' names several categories with '" + Quote.of(text) + "'; give the full path, one of "
                            + paths + "."));
        }
        return resolution;
    }

    private void write(
            LiveVersion live, RecommendationsQuery query, ServedModel model, Answer answer, JsonGenerator json)
            throws IOException {
        json.writeStringField("recommendationId", ids.next());
        json.writeStringField("userId", query.userId().orElse(null));
        json.writeStringField("model", model.name());
        json.writeStringField("version", live.manifest().id().text());
        json.writeNullField("experiment");
        json.writeStringField("fallback", answer.fallback().map(Enum::name).orElse(null));
        json.writeArrayFieldStart("items");
        for (Recommendation item : answer.items()) {
            json.writeStartObject();
            json.writeStringField("productId", item.productId());
            json.writeNumberField("score", item.score());
            json.writeStringField("reason", item.reason().name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

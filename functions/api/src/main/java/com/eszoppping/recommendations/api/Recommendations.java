package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.eszoppping.recommendations.http.Problem;
import com.eszoppping.recommendations.http.ProblemException;
import com.eszoppping.recommendations.http.Quote;
import com.eszoppping.recommendations.http.Responses;
import com.eszoppping.recommendations.ranking.Answer;
import com.eszoppping.recommendations.ranking.CatalogueEntry;
import com.eszoppping.recommendations.ranking.CategoryTree.Resolution;
import com.eszoppping.recommendations.ranking.FallbackChain;
import com.eszoppping.recommendations.ranking.Recommendation;
import com.eszoppping.recommendations.ranking.RunningSession;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.ranking.Visit;
import com.eszoppping.recommendations.store.Known;
import com.eszoppping.recommendations.store.LiveVersion;
import com.eszoppping.recommendations.store.VersionReader;
import com.eszoppping.recommendations.store.Withdrawn;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code GET /recommendations}: what is known of the visitor in one read, then the lists that fit, from memory. */
final class Recommendations {
    private final VersionReader versions;
    private final Assignments assignments;
    private final Exposures exposures;
    private final RecommendationIds ids;
    private final InstantSource clock;

    Recommendations(VersionReader versions, Assignments assignments, Exposures exposures, InstantSource clock) {
        this.versions = versions;
        this.assignments = assignments;
        this.exposures = exposures;
        this.ids = new RecommendationIds(clock);
        this.clock = clock;
    }

    APIGatewayV2HTTPResponse answer(LiveVersion current, RecommendationsQuery query) {
        Optional<Assigned> assigned = query.model().isPresent()
                ? Optional.empty()
                : query.visitor().flatMap(visitor -> assignments.of(current, visitor));
        LiveVersion live = assigned.map(Assigned::version).orElse(current);
        ServedModel model = assigned.map(Assigned::model).orElseGet(() -> model(live, query));
        Optional<Resolution> category = query.category().map(text -> CategoryParameter.resolve(live, text));
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
                query.offset() + query.limit()));
        Withdrawn withdrawn = versions.withdrawn(live);
        Answer answer = chain.fill(
                        versions.lists(live, chain.keys()),
                        productId -> !withdrawn.has(productId) && mayCome(live, query.prices(), productId))
                .after(query.offset());
        String id = ids.next();
        exposures.note(id, clock.instant(), assigned, model.name(), live.id(), query.visitor(), answer.items());
        // Each answer is an exposure of its own, so nobody may serve it twice.
        return Responses.ok(
                Map.of("Cache-Control", "no-store"), json -> write(id, live, query, model, assigned, answer, json));
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

    /** Not what the version's catalogue says is not for sale, nor what is known to be out of the price range. */
    private static boolean mayCome(LiveVersion live, PriceRange prices, String productId) {
        return live.catalogue()
                .product(productId)
                .map(product -> product.available() && prices.holds(product))
                .orElse(prices.isAny());
    }

    private static void write(
            String id,
            LiveVersion live,
            RecommendationsQuery query,
            ServedModel model,
            Optional<Assigned> assigned,
            Answer answer,
            JsonGenerator json)
            throws IOException {
        json.writeStringField("recommendationId", id);
        json.writeStringField("userId", query.userId().orElse(null));
        json.writeStringField("model", model.name());
        json.writeStringField("version", live.manifest().id().text());
        writeExperiment(assigned, json);
        json.writeStringField("fallback", answer.fallback().map(Enum::name).orElse(null));
        json.writeArrayFieldStart("items");
        for (Recommendation item : answer.items()) {
            json.writeStartObject();
            json.writeStringField("productId", item.productId());
            json.writeNumberField("score", item.score());
            json.writeStringField("reason", item.reason().name());
            if (query.expanded()) {
                writeProduct(live.catalogue().product(item.productId()), json);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeExperiment(Optional<Assigned> assigned, JsonGenerator json) throws IOException {
        if (assigned.isEmpty()) {
            json.writeNullField("experiment");
            return;
        }
        json.writeObjectFieldStart("experiment");
        json.writeStringField("name", assigned.get().experiment());
        json.writeStringField("variant", assigned.get().variant());
        json.writeEndObject();
    }

    /** Null in a version of older code, which has no catalogue. */
    private static void writeProduct(Optional<CatalogueEntry> product, JsonGenerator json) throws IOException {
        if (product.isEmpty()) {
            json.writeNullField("product");
            return;
        }
        json.writeObjectFieldStart("product");
        ProductJson.writeDetails(product.get(), json);
        json.writeEndObject();
    }
}

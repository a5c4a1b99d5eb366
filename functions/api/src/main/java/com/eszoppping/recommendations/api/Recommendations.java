package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.eszoppping.recommendations.http.Problem;
import com.eszoppping.recommendations.http.ProblemException;
import com.eszoppping.recommendations.http.Quote;
import com.eszoppping.recommendations.http.Responses;
import com.eszoppping.recommendations.ranking.Answer;
import com.eszoppping.recommendations.ranking.CatalogueEntry;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.CategoryTree.Resolution;
import com.eszoppping.recommendations.ranking.Diversity;
import com.eszoppping.recommendations.ranking.FallbackChain;
import com.eszoppping.recommendations.ranking.RunningSession;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.ranking.Visit;
import com.eszoppping.recommendations.store.Known;
import com.eszoppping.recommendations.store.LiveVersion;
import com.eszoppping.recommendations.store.VersionReader;
import com.eszoppping.recommendations.store.Withdrawn;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code GET /recommendations}: what is known of the visitor in one read, then the lists that fit, from memory. */
final class Recommendations {
    private final VersionReader versions;
    private final Assignments assignments;
    private final Exposures exposures;
    private final ApiMetrics metrics;
    private final RecommendationIds ids;
    private final InstantSource clock;

    Recommendations(
            VersionReader versions,
            Assignments assignments,
            Exposures exposures,
            ApiMetrics metrics,
            RecommendationIds ids,
            InstantSource clock) {
        this.versions = versions;
        this.assignments = assignments;
        this.exposures = exposures;
        this.metrics = metrics;
        this.ids = ids;
        this.clock = clock;
    }

    APIGatewayV2HTTPResponse answer(LiveVersion current, RecommendationsQuery query) {
        Optional<Assigned> assigned = query.choosesItself()
                ? Optional.empty()
                : query.visitor().flatMap(visitor -> assignments.of(current, visitor));
        LiveVersion live = assigned.map(Assigned::version).orElse(current);
        ServedModel model = assigned.map(Assigned::model).orElseGet(() -> model(live, query));
        Optional<Resolution> category = query.category().map(text -> CategoryParameter.resolve(live, text));
        Optional<String> grouped = query.userId().filter(userId -> model.groups() > 0);
        List<String> viewed = RunningSession.newestFirst(query.viewed());
        Known known = versions.read(live, grouped, RunningSession.lookedAt(viewed));
        RunningSession session = new RunningSession(viewed, known.products());
        Visit visit = visit(live, model, known.group(), category, session, query);
        FallbackChain chain = FallbackChain.of(visit);
        Withdrawn withdrawn = versions.withdrawn(live);
        Answer answer = chain.fill(
                        versions.lists(live, chain.keys()),
                        productId -> !withdrawn.has(productId) && mayCome(live, query.prices(), productId),
                        diversity(query, assigned),
                        productId -> categoryOf(live, productId))
                .after(query.offset());
        String id = ids.next();
        exposures.note(id, clock.instant(), assigned, model.name(), live.id(), query.visitor(), answer.items());
        metrics.served(answer.fallback());
        Optional<Explanations> explanations =
                query.explained().map(language -> explanations(language, live, visit, session));
        return Responses.ok(
                headers(query), new RecommendationsJson(id, live, model, assigned, query, answer, explanations)::write);
    }

    private static Visit visit(
            LiveVersion live,
            ServedModel model,
            OptionalInt group,
            Optional<Resolution> category,
            RunningSession session,
            RecommendationsQuery query) {
        Visit visit = Visit.of(
                model,
                live.manifest().sessions(),
                group,
                category,
                session,
                Set.copyOf(query.excluded()),
                query.offset() + query.limit());
        return query.consented() ? visit : visit.withoutGroup();
    }

    /** As asked, else as the visitor's variant has it. */
    private static Diversity diversity(RecommendationsQuery query, Optional<Assigned> assigned) {
        return query.diversity()
                .orElseGet(() -> assigned.flatMap(Assigned::diversity).orElse(Diversity.NONE));
    }

    private static CategoryPath categoryOf(LiveVersion live, String productId) {
        return live.catalogue().product(productId).map(CatalogueEntry::category).orElse(CategoryPath.STORE);
    }

    private static Explanations explanations(Language language, LiveVersion live, Visit visit, RunningSession session) {
        return new Explanations(
                language,
                live.manifest().interestsOf(visit.group()),
                session,
                live.manifest().sessions());
    }

    private static Map<String, String> headers(RecommendationsQuery query) {
        // Each answer is an exposure of its own, so nobody may serve it twice.
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Cache-Control", "no-store"));
        query.explained().ifPresent(language -> {
            headers.put("Content-Language", language.tag());
            headers.put("Vary", "Accept-Language");
        });
        return headers;
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
}

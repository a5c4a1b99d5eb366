package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.eszoppping.recommendations.experiment.Experiments;
import com.eszoppping.recommendations.http.Failures;
import com.eszoppping.recommendations.http.Problem;
import com.eszoppping.recommendations.http.ProblemException;
import com.eszoppping.recommendations.http.Responses;
import com.eszoppping.recommendations.store.CachedDocument;
import com.eszoppping.recommendations.store.ControlDocuments;
import com.eszoppping.recommendations.store.TableUnavailableException;
import com.eszoppping.recommendations.store.VersionReader;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Finds who answers a request, and turns everything that goes wrong into a problem document. Safe for use by many threads. */
final class Api {
    private final VersionReader versions;
    private final ServedVersions served;
    private final UserGroup userGroup;
    private final Recommendations recommendations;
    private final Products products;
    private final Models models;
    private final Health health;
    private final ExperimentAnswers experiments;
    private final ApiMetrics metrics;

    Api(
            VersionReader versions,
            CachedDocument<Experiments> experiments,
            ControlDocuments documents,
            Exposures exposures,
            Consumer<String> metrics,
            RecommendationIds ids,
            InstantSource clock) {
        Assignments assignments = new Assignments(experiments, versions, clock);
        this.versions = versions;
        this.metrics = new ApiMetrics(metrics, versions, clock);
        this.served = new ServedVersions(versions);
        this.userGroup = new UserGroup(versions, served);
        this.experiments = new ExperimentAnswers(assignments, documents);
        this.recommendations = new Recommendations(versions, assignments, exposures, this.metrics, ids, clock);
        this.products = new Products(versions);
        this.models = new Models(versions);
        this.health = new Health(clock);
    }

    /** Answers a request; never throws. */
    APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, LambdaLogger logger) {
        metrics.asked();
        try {
            return route(event);
        } catch (ProblemException e) {
            metrics.refused(e.problem().status());
            return Responses.problem(e.problem());
        } catch (TableUnavailableException e) {
            metrics.unavailable();
            logger.log(e.getMessage(), LogLevel.WARN);
            return Responses.problem(Problem.unavailable("The recommendations cannot be read right now."));
        } catch (RuntimeException e) {
            metrics.failed();
            return Failures.internalError(e, logger);
        }
    }

    /** Once a minute, prints what happened, as the Lambda function of that name. */
    void printMetrics(String function) {
        metrics.print(function);
    }

    private APIGatewayV2HTTPResponse route(APIGatewayV2HTTPEvent event) {
        return switch (String.valueOf(event.getRouteKey())) {
            case "GET /recommendations" -> recommend(RecommendationsQuery.of(event));
            case "GET /products/{productId}/recommendations" -> recommend(RecommendationsQuery.ofProductPage(event));
            case "GET /users/{userId}/group" -> userGroup.answer(event);
            case "GET /products" -> products.answer(served.live(), event);
            case "GET /products/{productId}" -> products.answerOne(served.live(), event);
            case "GET /categories" -> Categories.answer(served.live(), event);
            case "GET /models" -> models.answer(versions.current(), event);
            case "GET /models/{version}" -> models.answerOne(versions.current(), event);
            case "GET /experiments" -> experiments.all(event);
            case "GET /experiments/{name}" -> experiments.one(event);
            case "GET /experiments/{name}/assignment" -> experiments.assignment(event);
            case "GET /health" -> health.answer(served.live());
            default -> throw new ProblemException(noSuchRoute(event));
        };
    }

    private APIGatewayV2HTTPResponse recommend(RecommendationsQuery query) {
        return recommendations.answer(served.named(query.version()), query);
    }

    private static Problem noSuchRoute(APIGatewayV2HTTPEvent event) {
        String path = String.valueOf(event.getRawPath());
        return Paths.methods(path)
                .map(allowed -> Problem.methodNotAllowed(path, allowed))
                .orElseGet(() -> Problem.notFound(path));
    }
}

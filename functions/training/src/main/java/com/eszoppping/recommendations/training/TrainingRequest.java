package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.groups.Groups;
import com.eszoppping.recommendations.log.TimeRange;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.Model;
import com.eszoppping.recommendations.next.Next;
import com.eszoppping.recommendations.tuning.Configuration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a training is asked to do.
 *
 * @param logicalTime the time that the schedule meant, the same for each retry; absent means now
 * @param bucket the bucket that is read instead of the usual one
 * @param cataloguePrefix where the products are
 * @param sessionsPrefix where the session logs are
 * @param range which events are used
 * @param models names of the models to train; empty for all
 * @param seed the seed of everything random
 * @param threads how many threads may work, from 1
 * @param maxRejectedShare above this share of lines that can't be used nothing is published, from 0 to 1
 * @param maxCoverageFall by which share the coverage of the catalogue may fall before a version is held back, from 0 to 1
 */
public record TrainingRequest(
        Optional<Instant> logicalTime,
        Optional<String> bucket,
        String cataloguePrefix,
        String sessionsPrefix,
        TimeRange range,
        List<String> models,
        long seed,
        int threads,
        double maxRejectedShare,
        double maxCoverageFall) {
    private static final long DEFAULT_SEED = 1;
    private static final double DEFAULT_MAX_REJECTED_SHARE = 0.20;
    private static final double DEFAULT_MAX_COVERAGE_FALL = 0.20;

    public TrainingRequest {
        models = List.copyOf(models);
        for (String model : models) {
            if (!Training.modelNames().contains(model)) {
                throw new IllegalArgumentException("'models' names some of " + String.join(", ", Training.modelNames())
                        + ", but one of them is '" + model + "'.");
            }
        }
        if (models.contains(Next.NAME) && !models.contains(Groups.NAME)) {
            throw new IllegalArgumentException("'models' names " + Next.NAME + ", which fills up from the lists of "
                    + Groups.NAME + "; name that too.");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("'threads' is at least 1, but this is " + threads + ".");
        }
        checkShare("maxRejectedShare", maxRejectedShare);
        checkShare("maxCoverageFall", maxCoverageFall);
    }

    private static void checkShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("'" + name + "' is from 0 to 1, but this is " + share + ".");
        }
    }

    /** What the models are told beside their parameters. */
    FitOptions fitOptions() {
        return new FitOptions(seed, threads);
    }

    /** The models to train, from the simplest to the best. */
    List<Model> chosen(Configuration configuration) {
        return configuration.models().stream()
                .filter(model -> models.isEmpty() || models.contains(model.name()))
                .toList();
    }

    /** A training of all models on everything, for the given logical time. */
    public static TrainingRequest of(Optional<Instant> logicalTime) {
        return new TrainingRequest(
                logicalTime,
                Optional.empty(),
                "catalogue/products.jsonl",
                "sessions/",
                TimeRange.all(),
                List.of(),
                DEFAULT_SEED,
                Runtime.getRuntime().availableProcessors(),
                DEFAULT_MAX_REJECTED_SHARE,
                DEFAULT_MAX_COVERAGE_FALL);
    }

    /** The same with another bucket. */
    public TrainingRequest withBucket(String other) {
        return changed(draft -> draft.bucket = Optional.of(other));
    }

    /** The same with other places in the bucket. */
    public TrainingRequest withPrefixes(String catalogue, String sessions) {
        return changed(draft -> {
            draft.cataloguePrefix = catalogue;
            draft.sessionsPrefix = sessions;
        });
    }

    /** The same with events of another range. */
    public TrainingRequest withRange(TimeRange other) {
        return changed(draft -> draft.range = other);
    }

    /** The same with other models. */
    public TrainingRequest withModels(List<String> others) {
        return changed(draft -> draft.models = others);
    }

    /** The same with another seed. */
    public TrainingRequest withSeed(long other) {
        return changed(draft -> draft.seed = other);
    }

    /** The same with another number of threads. */
    public TrainingRequest withThreads(int other) {
        return changed(draft -> draft.threads = other);
    }

    /** The same with another limit of lines that can't be used. */
    public TrainingRequest withMaxRejectedShare(double other) {
        return changed(draft -> draft.maxRejectedShare = other);
    }

    /** The same with another limit of how much coverage may fall. */
    public TrainingRequest withMaxCoverageFall(double other) {
        return changed(draft -> draft.maxCoverageFall = other);
    }

    private TrainingRequest changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.request();
    }

    /** What a request is changed in, so that each change names only what it is about. */
    private static final class Draft {
        private final Optional<Instant> logicalTime;
        private Optional<String> bucket;
        private String cataloguePrefix;
        private String sessionsPrefix;
        private TimeRange range;
        private List<String> models;
        private long seed;
        private int threads;
        private double maxRejectedShare;
        private double maxCoverageFall;

        Draft(TrainingRequest request) {
            logicalTime = request.logicalTime;
            bucket = request.bucket;
            cataloguePrefix = request.cataloguePrefix;
            sessionsPrefix = request.sessionsPrefix;
            range = request.range;
            models = request.models;
            seed = request.seed;
            threads = request.threads;
            maxRejectedShare = request.maxRejectedShare;
            maxCoverageFall = request.maxCoverageFall;
        }

        TrainingRequest request() {
            return new TrainingRequest(
                    logicalTime,
                    bucket,
                    cataloguePrefix,
                    sessionsPrefix,
                    range,
                    models,
                    seed,
                    threads,
                    maxRejectedShare,
                    maxCoverageFall);
        }
    }
}

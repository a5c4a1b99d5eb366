package com.eszoppping.recommendations.spark;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.evaluation.Past;
import com.eszoppping.recommendations.evaluation.TemporalSplit;
import com.eszoppping.recommendations.groups.GroupCounts;
import com.eszoppping.recommendations.groups.Groups;
import com.eszoppping.recommendations.groups.UserRow;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.log.LogPart;
import com.eszoppping.recommendations.log.LogQuality;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.model.FittedModels;
import com.eszoppping.recommendations.model.Model;
import com.eszoppping.recommendations.model.ProductCounts;
import com.eszoppping.recommendations.next.Next;
import com.eszoppping.recommendations.next.StepRow;
import com.eszoppping.recommendations.popular.Popular;
import com.eszoppping.recommendations.training.LearnableLog;
import com.eszoppping.recommendations.training.Phases;
import com.eszoppping.recommendations.tuning.ShopperSample;
import com.eszoppping.recommendations.tuning.Tuner;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * A log in parts, on Spark. Each part is put through the code that one process puts its log through; what comes out adds up. Only
 * sums by product, samples and the sessions that are tested on ever reach the driver.
 */
final class SparkLog implements LearnableLog {
    private final JavaSparkContext spark;
    private final JavaRDD<LogPart> parts;
    private final Catalogue catalogue;
    private final Broadcast<ProductIds> products;
    private final LogQuality quality;
    private final SparkOptions options;
    private final Facts facts;

    SparkLog(
            JavaSparkContext spark,
            JavaRDD<LogPart> parts,
            Catalogue catalogue,
            Broadcast<ProductIds> products,
            LogQuality quality,
            SparkOptions options) {
        this.spark = spark;
        this.parts = parts;
        this.catalogue = catalogue;
        this.products = products;
        this.quality = quality;
        this.options = options;
        this.facts = sum(Facts::of, Facts::add);
    }

    /** What can be said of all parts together. */
    private record Facts(ProductCounts counts, long sessions, long newest) implements Serializable {
        static Facts of(EventLog log) {
            return new Facts(ProductCounts.of(log), log.sessions(), EventWeights.newest(log));
        }

        Facts add(Facts other) {
            return new Facts(counts.add(other.counts), sessions + other.sessions, Math.max(newest, other.newest));
        }
    }

    /** Work on a part of the log. */
    @FunctionalInterface
    private interface OnPart<T> extends Serializable {
        T of(EventLog part);
    }

    private <T> T sum(OnPart<T> work, SumOfParts.Plus<T> plus) {
        return SumOfParts.of(each(work), plus);
    }

    private <T> JavaRDD<T> each(OnPart<T> work) {
        Broadcast<ProductIds> ids = products;
        return parts.map(part -> work.of(part.log(ids.value().catalogue())));
    }

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public LogQuality quality() {
        return quality;
    }

    @Override
    public long events() {
        return facts.counts().sum();
    }

    @Override
    public long sessions() {
        return facts.sessions();
    }

    @Override
    public long users() {
        return userIds().count();
    }

    private JavaRDD<String> userIds() {
        return each(SparkLog::usersOf).flatMap(List::iterator).distinct(parts.getNumPartitions());
    }

    /** The ids of the users who have events. */
    private static List<String> usersOf(EventLog log) {
        BitSet users = new BitSet();
        for (int event = 0; event < log.events(); event++) {
            if (log.user(event) != EventLog.ANONYMOUS) {
                users.set(log.user(event));
            }
        }
        return users.stream().mapToObj(log::userId).toList();
    }

    @Override
    public Halves halves() {
        long newest = Math.max(1, Math.round(sessions() * TemporalSplit.TEST_SHARE));
        long time = StartTimes.atRank(each(StartTimes::of), sessions() - newest);
        Broadcast<ProductIds> ids = products;
        JavaRDD<LogPart> older = parts.map(part -> {
                    EventLog log = part.log(ids.value().catalogue());
                    return new LogPart(log.where(event -> log.time(event) < time));
                })
                .persist(StorageLevel.MEMORY_AND_DISK());
        return new Halves(new SparkLog(spark, older, catalogue, products, quality, options), newer(time), time);
    }

    /** The sessions that start at a time or later; of very many, a sample that is more than enough to ask about. */
    private EventLog newer(long time) {
        JavaRDD<LogPart> newer = each(log -> {
            int first = StartTimes.firstFrom(log, time);
            int cut = first == log.sessions() ? log.events() : log.firstEvent(first);
            return new LogPart(log.where(event -> event >= cut));
        });
        long sessions = newer.map(part -> (long) part.sessions()).reduce(Long::sum);
        return gathered(newer, ShopperSample.with(options.testedSessions(), sessions));
    }

    private EventLog gathered(JavaRDD<LogPart> some, ShopperSample sample) {
        Broadcast<ProductIds> ids = products;
        JavaRDD<LogPart> sampled = some.map(part -> sample.isWhole()
                ? part
                : new LogPart(sample.of(part.log(ids.value().catalogue()))));
        return LogPart.union(catalogue, sampled.collect(), quality);
    }

    @Override
    public Tuned tune(FitOptions fitOptions) {
        Tuner tuner = new Tuner(gathered(parts, ShopperSample.with(options.tuningEvents(), events())));
        return new Tuned(tuner.tune(fitOptions), tuner.canTry());
    }

    @Override
    public Past past(EventLog asked) {
        Map<String, Integer> numbers = numbers(asked);
        Broadcast<Set<String>> wanted = spark.broadcast(new HashSet<>(numbers.keySet()));
        BitSet known = new BitSet();
        each(SparkLog::usersOf)
                .flatMap(List::iterator)
                .filter(user -> wanted.value().contains(user))
                .distinct()
                .collect()
                .forEach(user -> known.set(numbers.get(user)));
        return new Past(catalogue, facts.counts(), known);
    }

    private static Map<String, Integer> numbers(EventLog log) {
        return IntStream.range(0, log.users()).boxed().collect(Collectors.toMap(log::userId, user -> user));
    }

    @Override
    public FittedModels fit(List<Model> models, FitOptions fitOptions, EventLog asked) {
        List<FittedModel> fitted = new ArrayList<>();
        for (Model model : models) {
            if (model instanceof Groups groups) {
                fitted.add(shoppers(groups, fitOptions).fitted(numbers(asked), asked.users()));
            } else {
                fitted.add(fit(model, fitOptions));
            }
        }
        return new FittedModels(catalogue, facts.counts(), fitted);
    }

    private FittedModel fit(Model model, FitOptions fitOptions) {
        if (model instanceof Popular popular) {
            return popular.fit(catalogue, facts.counts());
        }
        if (model instanceof Next next) {
            return next.fit(catalogue, facts.counts(), steps(next), fitOptions);
        }
        throw new IllegalArgumentException("Nobody has said how Spark fits the model '" + model.name() + "'.");
    }

    private Map<Integer, StepRow> steps(Next next) {
        SentWeights weights = SentWeights.of(next.weights());
        long newest = facts.newest();
        return each(log -> new HashMap<>(Next.steps(log, weights.weights(), newest)))
                .flatMapToPair(rows -> rows.entrySet().stream()
                        .map(row -> new Tuple2<>(row.getKey(), row.getValue()))
                        .iterator())
                .reduceByKey(StepRow::plus, parts.getNumPartitions())
                .collectAsMap();
    }

    private SparkGroups shoppers(Groups groups, FitOptions fitOptions) {
        long newest = facts.newest();
        SentWeights weights = SentWeights.of(groups.weights());
        double[] events = sum(log -> Groups.events(log, weights.weights(), newest), SumOfParts::add);
        JavaPairRDD<String, UserRow> rows =
                each(log -> UserRows.of(log, weights.weights(), newest)).flatMapToPair(List::iterator);
        return SparkGroups.find(groups, rows, events, catalogue, options, fitOptions);
    }

    @Override
    public Learned learn(List<Model> models, FitOptions fitOptions, Phases phases) throws IOException {
        List<FittedModel> fitted = new ArrayList<>();
        Optional<SparkGroups> shoppers = Optional.empty();
        for (Model model : models) {
            String phase = "fitting " + model.name();
            if (model instanceof Groups groups) {
                SparkGroups found = phases.run(phase, () -> shoppers(groups, fitOptions));
                shoppers = Optional.of(found);
                fitted.add(found.fitted(Map.of(), 0));
            } else {
                fitted.add(phases.run(phase, () -> fit(model, fitOptions)));
            }
        }
        Optional<SparkGroups> found = shoppers;
        Optional<GroupCounts> counts = found.flatMap(SparkGroups::counts);
        return new Learned(
                new FittedModels(catalogue, facts.counts(), fitted),
                publication -> {
                    if (found.isPresent()) {
                        publication.putMembers(found.get().members());
                    } else {
                        publication.putMembers(List.of());
                    }
                },
                counts);
    }
}

package com.eszoppping.recommendations.tuning;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.evaluation.Metric;
import com.eszoppping.recommendations.evaluation.TemporalSplit;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.Blocks;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.next.FollowingProducts;
import com.eszoppping.recommendations.next.Next;
import com.eszoppping.recommendations.next.NextOptions;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.ranking.Recommendation;
import com.eszoppping.recommendations.ranking.RunningSession;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import com.eszoppping.recommendations.ranking.SessionPolicy.Treatment;
import com.eszoppping.recommendations.ranking.Visit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Chooses the options of {@link Next} and how running sessions are read: what predicts the next product of the newer part
 * best, by the mean of HitRate@10 and NDCG@10.
 */
final class NextChoice {
    private static final double[] HALF_LIVES_DAYS = {90, 30, 14, 7, 3};
    private static final double[] AGE_EXPONENTS = {1, 4, 8};
    private static final double[] SHRINKAGES = {1, 100, 1000};

    /** Below this nobody returns to a seen product. */
    private static final double SMALLEST_RETURN_RATE = 0.005;

    /** By which share a half-life must be better than none to be preferred. */
    private static final double SMALLEST_GAIN = 0.005;

    /** Enough to tell the candidates apart; more only take longer. */
    private static final int MAX_SESSIONS = 2_000;

    private final EventLog older;
    private final EventLog newer;
    private final Blocks blocks;
    private final Returns returns;
    private final int[] sessions;
    private final BitSet products;

    /** The best so far. The others are let go of, because what they are fitted to is large. */
    private Candidate best;

    private NextChoice(TemporalSplit split, Blocks blocks) {
        this.older = split.older();
        this.newer = split.newer();
        this.blocks = blocks;
        this.returns = Returns.of(older);
        this.sessions = sample(newer.sessions());
        this.products = productsOf(newer, sessions);
    }

    /** Sessions at even distances, if there are more than are needed. */
    private static int[] sample(int all) {
        int sessions = Math.min(MAX_SESSIONS, all);
        return IntStream.range(0, sessions)
                .map(i -> (int) ((long) i * all / sessions))
                .toArray();
    }

    private static BitSet productsOf(EventLog log, int[] sessions) {
        BitSet products = new BitSet();
        for (int session : sessions) {
            for (int event = log.firstEvent(session); event < log.endEvent(session); event++) {
                products.set(log.product(event));
            }
        }
        return products;
    }

    /**
     * What was chosen.
     *
     * @param sessions how running sessions are read
     */
    record Chosen(NextOptions options, SessionPolicy sessions) {}

    /** What was tried, and how well it predicts; fitted once for all that is tried with the same options. */
    private record Candidate(NextOptions options, FollowingProducts fitted, SessionPolicy sessions, double score) {}

    /** What happens to seen products where nothing can be tried: they are hidden only if nobody returns to them. */
    static SessionPolicy untried(EventLog log) {
        Returns returns = Returns.of(log);
        return returns.policy(returns.rate() < SMALLEST_RETURN_RATE ? Treatment.HIDDEN : Treatment.KEPT);
    }

    /** Chooses one after the other, each with what was chosen before. */
    static Chosen choose(TemporalSplit split, FitOptions fitOptions) {
        try (Blocks blocks = new Blocks(fitOptions.threads())) {
            NextChoice choice = new NextChoice(split, blocks);
            choice.chooseTreatment();
            choice.chooseHalfLife();
            choice.chooseShrinkage();
            choice.chooseMemory();
            return new Chosen(choice.best.options(), choice.best.sessions());
        }
    }

    /** What happens to seen products. */
    private void chooseTreatment() {
        best = tried(NextOptions.DEFAULT, returns.policy(Treatment.HIDDEN));
        if (returns.rate() >= SMALLEST_RETURN_RATE) {
            for (Treatment treatment : List.of(Treatment.KEPT, Treatment.EXPECTED)) {
                takeIfBetter(tried(best.options(), best.fitted(), returns.policy(treatment)));
            }
        }
    }

    /** How fast steps fade, if at all. */
    private void chooseHalfLife() {
        double shrinkage = best.options().shrinkage();
        double scoreToBeat = best.score() * (1 + SMALLEST_GAIN);
        for (double days : HALF_LIVES_DAYS) {
            Candidate other = tried(new NextOptions(shrinkage, OptionalDouble.of(days)), best.sessions());
            if (other.score() > scoreToBeat) {
                takeIfBetter(other);
            }
        }
    }

    private void chooseShrinkage() {
        OptionalDouble halfLife = best.options().halfLifeDays();
        for (double shrinkage : SHRINKAGES) {
            FollowingProducts fitted = best.fitted().withShrinkage(shrinkage, blocks);
            takeIfBetter(tried(new NextOptions(shrinkage, halfLife), fitted, best.sessions()));
        }
    }

    /** How fast a session's older products lose weight. */
    private void chooseMemory() {
        for (double exponent : AGE_EXPONENTS) {
            takeIfBetter(tried(best.options(), best.fitted(), best.sessions().withAgeExponent(exponent)));
        }
    }

    /** The first of the best stays. */
    private void takeIfBetter(Candidate other) {
        if (other.score() > best.score()) {
            best = other;
        }
    }

    private Candidate tried(NextOptions options, SessionPolicy sessions) {
        return tried(options, new Next(options).fit(older, products::get, blocks), sessions);
    }

    private Candidate tried(NextOptions options, FollowingProducts fitted, SessionPolicy sessions) {
        return new Candidate(options, fitted, sessions, score(fitted, sessions));
    }

    private double score(FollowingProducts fitted, SessionPolicy policy) {
        Map<String, ProductFacts> facts = new HashMap<>();
        products.stream()
                .mapToObj(product -> facts(product, fitted))
                .forEach(known -> facts.put(known.productId(), known));
        double[] scores = new double[sessions.length];
        blocks.each(scores.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                scores[i] = score(sessions[i], policy, facts);
            }
        });
        // Added up here and not in the blocks, so that the threads don't matter.
        double sum = 0;
        for (double score : scores) {
            sum += score;
        }
        return sum;
    }

    private double score(int session, SessionPolicy policy, Map<String, ProductFacts> facts) {
        Catalogue catalogue = older.catalogue();
        double sum = 0;
        List<String> viewed = new ArrayList<>();
        for (int event = newer.firstEvent(session); event < newer.endEvent(session); event++) {
            String product = catalogue.product(newer.product(event)).id();
            if (!viewed.isEmpty() && !viewed.get(viewed.size() - 1).equals(product)) {
                List<String> last = viewed.subList(Math.max(0, viewed.size() - Visit.MAX_VIEWED), viewed.size());
                sum += score(product, last, policy, facts);
            }
            viewed.add(product);
        }
        return sum;
    }

    private static double score(
            String answer, List<String> viewed, SessionPolicy policy, Map<String, ProductFacts> facts) {
        List<String> newestFirst = RunningSession.newestFirst(viewed);
        Map<String, ProductFacts> ofLookedAt = new HashMap<>();
        RunningSession.lookedAt(newestFirst).forEach(id -> ofLookedAt.put(id, facts.get(id)));
        List<Recommendation> list = new RunningSession(newestFirst, ofLookedAt).following(policy);
        for (int place = 0; place < Math.min(Metric.HIT_RATE_10.cutoff(), list.size()); place++) {
            if (list.get(place).productId().equals(answer)) {
                return (1 + Metric.NDCG_10.of(place)) / 2;
            }
        }
        return 0;
    }

    private ProductFacts facts(int product, FollowingProducts fitted) {
        return new ProductFacts(
                older.catalogue().product(product).id(),
                older.catalogue().product(product).name(),
                older.catalogue().product(product).category(),
                OptionalDouble.empty(),
                true,
                List.of(),
                fitted.next(product));
    }
}

package com.eszoppping.recommendations.tuning;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.evaluation.Metric;
import com.eszoppping.recommendations.evaluation.TemporalSplit;
import com.eszoppping.recommendations.log.EventLog;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

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
    private final FitOptions fitOptions;
    private final Returns returns;

    NextChoice(TemporalSplit split, FitOptions fitOptions) {
        this.older = split.older();
        this.newer = split.newer();
        this.fitOptions = fitOptions;
        this.returns = Returns.of(older);
    }

    /** What happens to seen products where nothing can be tried: they are hidden only if nobody returns to them. */
    static SessionPolicy untried(EventLog log) {
        Returns returns = Returns.of(log);
        return returns.policy(returns.rate() < SMALLEST_RETURN_RATE ? Treatment.HIDDEN : Treatment.KEPT);
    }

    /** What happens to seen products. */
    SessionPolicy repeats() {
        if (returns.rate() < SMALLEST_RETURN_RATE) {
            return returns.policy(Treatment.HIDDEN);
        }
        FollowingProducts fitted = fit(NextOptions.DEFAULT);
        SessionPolicy best = returns.policy(Treatment.HIDDEN);
        double scoreOfBest = score(fitted, best);
        for (Treatment treatment : List.of(Treatment.KEPT, Treatment.EXPECTED)) {
            SessionPolicy candidate = returns.policy(treatment);
            double score = score(fitted, candidate);
            if (score > scoreOfBest) {
                best = candidate;
                scoreOfBest = score;
            }
        }
        return best;
    }

    /** The options that go with a policy: first the half-life, then the shrinkage that suits it. */
    NextOptions options(SessionPolicy policy) {
        NextOptions best = NextOptions.DEFAULT;
        double scoreToBeat = score(fit(best), policy) * (1 + SMALLEST_GAIN);
        for (double days : HALF_LIVES_DAYS) {
            NextOptions candidate = new NextOptions(best.shrinkage(), OptionalDouble.of(days));
            double score = score(fit(candidate), policy);
            if (score > scoreToBeat) {
                best = candidate;
                scoreToBeat = score;
            }
        }
        OptionalDouble halfLife = best.halfLifeDays();
        double scoreOfBest = score(fit(best), policy);
        for (double shrinkage : SHRINKAGES) {
            NextOptions candidate = new NextOptions(shrinkage, halfLife);
            double score = score(fit(candidate), policy);
            if (score > scoreOfBest) {
                best = candidate;
                scoreOfBest = score;
            }
        }
        return best;
    }

    /** How fast older products lose weight, with these options. */
    SessionPolicy memory(NextOptions options, SessionPolicy policy) {
        FollowingProducts fitted = fit(options);
        SessionPolicy best = policy;
        double scoreOfBest = score(fitted, policy);
        for (double exponent : AGE_EXPONENTS) {
            SessionPolicy candidate = policy.withAgeExponent(exponent);
            double score = score(fitted, candidate);
            if (score > scoreOfBest) {
                best = candidate;
                scoreOfBest = score;
            }
        }
        return best;
    }

    private FollowingProducts fit(NextOptions options) {
        return new Next(options).fit(older, fitOptions);
    }

    private double score(FollowingProducts fitted, SessionPolicy policy) {
        Map<String, ProductFacts> facts = new HashMap<>();
        double sum = 0;
        int sessions = Math.min(MAX_SESSIONS, newer.sessions());
        for (int i = 0; i < sessions; i++) {
            sum += score((int) ((long) i * newer.sessions() / sessions), fitted, policy, facts);
        }
        return sum;
    }

    private double score(int session, FollowingProducts fitted, SessionPolicy policy, Map<String, ProductFacts> facts) {
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
            facts.computeIfAbsent(product, id -> facts(catalogue.indexOf(id).orElseThrow(), fitted));
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

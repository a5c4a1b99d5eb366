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
import com.eszoppping.recommendations.ranking.RepeatPolicy;
import com.eszoppping.recommendations.ranking.RepeatPolicy.Treatment;
import com.eszoppping.recommendations.ranking.RunningSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Chooses the options of {@link Next} and what happens to seen products: what predicts the next product of the newer part
 * best, by the mean of HitRate@10 and NDCG@10.
 */
final class NextChoice {
    private static final double[] HALF_LIVES_DAYS = {90, 30, 14, 7, 3};
    private static final double[] SHRINKAGES = {1, 10, 100, 1000};

    /** Below this nobody returns to a seen product. */
    private static final double SMALLEST_RETURN_RATE = 0.005;

    /** By which share a half-life must be better than none to be preferred. */
    private static final double SMALLEST_GAIN = 0.005;

    /** Enough to tell the candidates apart; more only take longer. */
    private static final int MAX_SESSIONS = 2_000;

    private final EventLog older;
    private final EventLog newer;
    private final double purchase;
    private final FitOptions fitOptions;
    private final Returns returns;

    NextChoice(TemporalSplit split, double purchase, FitOptions fitOptions) {
        this.older = split.older();
        this.newer = split.newer();
        this.purchase = purchase;
        this.fitOptions = fitOptions;
        this.returns = Returns.of(older);
    }

    /** What happens to seen products. */
    RepeatPolicy repeats() {
        if (returns.rate() < SMALLEST_RETURN_RATE) {
            return returns.policy(Treatment.HIDDEN);
        }
        FollowingProducts fitted = fit(NextOptions.DEFAULT);
        RepeatPolicy best = returns.policy(Treatment.HIDDEN);
        double scoreOfBest = score(fitted, best);
        for (Treatment treatment : List.of(Treatment.KEPT, Treatment.EXPECTED)) {
            RepeatPolicy candidate = returns.policy(treatment);
            double score = score(fitted, candidate);
            if (score > scoreOfBest) {
                best = candidate;
                scoreOfBest = score;
            }
        }
        return best;
    }

    /** The options that go with a policy. */
    NextOptions options(RepeatPolicy repeats) {
        List<OptionalDouble> halfLives = new ArrayList<>();
        halfLives.add(OptionalDouble.empty());
        for (double days : HALF_LIVES_DAYS) {
            halfLives.add(OptionalDouble.of(days));
        }
        NextOptions best = NextOptions.DEFAULT;
        double scoreToBeat = 0;
        for (OptionalDouble halfLife : halfLives) {
            double scoreOfHalfLife = 0;
            NextOptions bestOfHalfLife = NextOptions.DEFAULT;
            for (double shrinkage : SHRINKAGES) {
                NextOptions candidate = new NextOptions(shrinkage, halfLife);
                double score = score(fit(candidate), repeats);
                if (score > scoreOfHalfLife) {
                    scoreOfHalfLife = score;
                    bestOfHalfLife = candidate;
                }
            }
            if (scoreOfHalfLife > scoreToBeat) {
                best = bestOfHalfLife;
                scoreToBeat = scoreOfHalfLife * (halfLife.isEmpty() ? 1 + SMALLEST_GAIN : 1);
            }
        }
        return best;
    }

    private FollowingProducts fit(NextOptions options) {
        return new Next(options, purchase).fit(older, fitOptions);
    }

    private double score(FollowingProducts fitted, RepeatPolicy repeats) {
        Map<String, ProductFacts> facts = new HashMap<>();
        double sum = 0;
        int sessions = Math.min(MAX_SESSIONS, newer.sessions());
        for (int i = 0; i < sessions; i++) {
            sum += score((int) ((long) i * newer.sessions() / sessions), fitted, repeats, facts);
        }
        return sum;
    }

    private double score(int session, FollowingProducts fitted, RepeatPolicy repeats, Map<String, ProductFacts> facts) {
        Catalogue catalogue = older.catalogue();
        double sum = 0;
        List<String> viewed = new ArrayList<>();
        for (int event = newer.firstEvent(session); event < newer.endEvent(session); event++) {
            String product = catalogue.product(newer.product(event)).id();
            if (!viewed.isEmpty() && !viewed.get(viewed.size() - 1).equals(product)) {
                sum += score(product, viewed, repeats, facts);
            }
            viewed.add(product);
            facts.computeIfAbsent(product, id -> facts(catalogue.indexOf(id).orElseThrow(), fitted));
        }
        return sum;
    }

    private static double score(
            String answer, List<String> viewed, RepeatPolicy repeats, Map<String, ProductFacts> facts) {
        List<String> newestFirst = RunningSession.newestFirst(viewed);
        Map<String, ProductFacts> ofLookedAt = new HashMap<>();
        RunningSession.lookedAt(newestFirst).forEach(id -> ofLookedAt.put(id, facts.get(id)));
        List<Recommendation> list = new RunningSession(newestFirst, ofLookedAt).following(repeats);
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
                older.catalogue().product(product).category(),
                OptionalDouble.empty(),
                true,
                List.of(),
                fitted.next(product));
    }
}

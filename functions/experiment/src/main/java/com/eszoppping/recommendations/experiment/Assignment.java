package com.eszoppping.recommendations.experiment;

import java.util.Comparator;
import java.util.Optional;

/**
 * Which visitor sees which variant: a pure function, so that anyone who knows the experiment can compute it and nothing has
 * to be remembered. Bit by bit:
 *
 * <ol>
 *   <li>{@code fraction(text)}: SHA-256 of the text's UTF-8 bytes (a lone surrogate as U+FFFD, no Unicode normalisation); the
 *       first 52 bits, big-endian, as an integer n; then (n + 0.5) / 2<sup>52</sup>, which a double holds exactly.
 *   <li>The visitor takes part if {@code fraction(salt + ":traffic:" + visitorId) < trafficShare}. A share that grows only adds
 *       visitors; one that shrinks only removes them.
 *   <li>Each variant's score is {@code -weight / ln(fraction(salt + ":variant:" + variantName + ":" + visitorId))}; the highest
 *       wins, of equal ones the first listed. That is weighted rendezvous hashing (Thaler and Ravishankar, "Using name-based
 *       mappings to increase hit rates", IEEE/ACM Transactions on Networking 6, 1998; the logarithm by Schindelhauer and
 *       Schomaker, "Weighted distributed hash tables", SPAA 2005): a variant wins with probability weight / sum of weights, and
 *       more weight for one moves visitors into it and nobody between the others.
 * </ol>
 *
 * <p>Mathematical libraries may differ in a logarithm's last bit; it would matter if two scores agreed in 15 digits.
 * {@code assignment-vectors.json} has examples to test another implementation with.
 */
public final class Assignment {
    private Assignment() {}

    /**
     * The variant that the visitor belongs to, whatever the experiment's status and times ({@link Experiment#runsAt}).
     *
     * @param visitorId the user's id, else the anonymous visitor's; any text
     * @return nothing if the visitor doesn't take part
     */
    public static Optional<Variant> of(Experiment experiment, String visitorId) {
        if (SaltedHash.fraction(experiment.salt() + ":traffic:" + visitorId) >= experiment.trafficShare()) {
            return Optional.empty();
        }
        // Reduced by hand because Stream.max gives the last of equals.
        return experiment.variants().stream()
                .map(variant -> new Scored(variant, score(experiment.salt(), variant, visitorId)))
                .reduce((best, next) ->
                        Comparator.comparingDouble(Scored::score).compare(next, best) > 0 ? next : best)
                .map(Scored::variant);
    }

    private static double score(String salt, Variant variant, String visitorId) {
        double fraction = SaltedHash.fraction(salt + ":variant:" + variant.name() + ":" + visitorId);
        return -variant.weight() / StrictMath.log(fraction);
    }

    private record Scored(Variant variant, double score) {}
}

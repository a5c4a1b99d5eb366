package com.eszoppping.recommendations.experiment;

/**
 * The mixture sequential probability ratio test, whose answers hold whenever and however often one looks (Johari, Koomen,
 * Pekelis and Walsh, "Peeking at A/B Tests", KDD 2017, and "Always Valid Inference", Operations Research 70, 2022).
 *
 * <p>The difference seen, θ, is about normal around the true one with variance V. Mixing the possible true differences by
 * N(0, τ²), the likelihood ratio against none is Λ = √(V / (V + τ²)) · exp(τ²θ² / (2V(V + τ²))). Without a true difference Λ
 * ever reaches 1/α with probability at most α (Ville's inequality), so min(1, 1/Λ) is a p-value at every look. It is not made
 * the minimum over looks, which would need a memory of them: this one is never smaller.
 *
 * @param mixingVariance τ², above 0
 */
record MixtureTest(double mixingVariance) {
    /**
     * With τ the minimal effect times the two variants' common mean: effects around the one that matters are found soonest. The
     * mean comes from the data and settles quickly; any τ fixed in advance is valid, and the A/A simulation tests this one.
     */
    static MixtureTest of(Sample control, Sample treatment, double minimalEffect) {
        double visitors = control.visitors() + treatment.visitors();
        double common = (control.visitors() * control.mean() + treatment.visitors() * treatment.mean()) / visitors;
        double deviation = minimalEffect * common;
        return new MixtureTest(deviation * deviation);
    }

    /** The p-value of a difference of this size whose variance is above 0. */
    double pValue(double difference, double variance) {
        double total = variance + mixingVariance;
        double logRatio =
                0.5 * Math.log(variance / total) + mixingVariance * difference * difference / (2 * variance * total);
        return Math.min(1, Math.exp(-logRatio));
    }

    /**
     * Half the width of the confidence sequence: the differences that the test would not reject at this level, in standard
     * errors: √((V + τ²) / τ² · (2 ln(1/α) + ln((V + τ²) / V))).
     */
    double standardErrors(double variance, double alpha) {
        double total = variance + mixingVariance;
        return Math.sqrt(total / mixingVariance * (2 * Math.log(1 / alpha) + Math.log(total / variance)));
    }
}

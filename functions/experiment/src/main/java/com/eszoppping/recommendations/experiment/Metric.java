package com.eszoppping.recommendations.experiment;

import com.eszoppping.recommendations.experiment.Shopper.Tally;
import java.util.List;

/** What is measured of a variant. The verdict is about the first; the others warn of a list that draws clicks and sells less. */
public enum Metric {
    /** The share of served lists that were followed to one of their products by an event that carries the list's id. */
    CLICK_THROUGH("click-through", "clickThrough") {
        @Override
        Sample sample(List<Tally> tallies) {
            return Sample.ofRatio(tallies, Tally::followed, Tally::exposures);
        }
    },
    /** The share of visitors who bought anything after the first list they were served. */
    CONVERSION("conversion", "conversion") {
        @Override
        Sample sample(List<Tally> tallies) {
            return Sample.ofMean(tallies, Tally::bought);
        }

        @Override
        Estimate estimate(Sample sample) {
            return Estimate.ofShare(sample.mean(), sample.visitors());
        }
    },
    /** What a visitor paid after the first served list, less what was given back, in the shop's currency. */
    REVENUE_PER_VISITOR("revenue per visitor", "revenuePerVisitor") {
        @Override
        Sample sample(List<Tally> tallies) {
            return Sample.ofMean(tallies, Tally::revenue);
        }
    };

    private final String words;
    private final String field;

    Metric(String words, String field) {
        this.words = words;
        this.field = field;
    }

    /** The metric's name in a sentence. */
    public String words() {
        return words;
    }

    /** The metric's name in JSON. */
    String field() {
        return field;
    }

    /** Of at least two visitors. */
    abstract Sample sample(List<Tally> tallies);

    Estimate estimate(Sample sample) {
        return sample.estimate();
    }
}

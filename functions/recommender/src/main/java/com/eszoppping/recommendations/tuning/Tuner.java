package com.eszoppping.recommendations.tuning;

import com.eszoppping.recommendations.evaluation.TemporalSplit;
import com.eszoppping.recommendations.groups.GroupsChoice;
import com.eszoppping.recommendations.groups.GroupsOptions;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.FitOptions;

/**
 * Learns a version's parameters from its training data: candidates are fitted on the older nine tenths of it and tried on the
 * newest tenth. Nothing outside the training data is looked at.
 */
public final class Tuner {
    /** Below this, whatever seems better is chance. */
    private static final int FEWEST_SESSIONS = 30;

    private final EventLog log;
    private final TemporalSplit split;

    /** Will learn from this training data. */
    public Tuner(EventLog log) {
        this.log = log;
        this.split = TemporalSplit.of(log, TemporalSplit.TEST_SHARE);
    }

    /** Whether the log is long enough to try candidates on it. */
    public boolean canTry() {
        return split.newer().sessions() >= FEWEST_SESSIONS && split.older().events() > 0;
    }

    /**
     * Chooses parameters.
     *
     * @return if the log is too short to tell, defaults, one group, and what its own sessions say about seen products
     */
    public Configuration tune(FitOptions fitOptions) {
        if (!canTry()) {
            return Configuration.untried(NextChoice.untried(log));
        }
        EventWeights popularity = PopularityChoice.choose(split);
        GroupsOptions groups = GroupsChoice.choose(split.older(), split.newer(), popularity, fitOptions);
        NextChoice.Chosen next = NextChoice.choose(split, fitOptions);
        return new Configuration(popularity, groups, next.options(), next.sessions());
    }
}

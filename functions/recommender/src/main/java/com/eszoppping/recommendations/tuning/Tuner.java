package com.eszoppping.recommendations.tuning;

import com.eszoppping.recommendations.evaluation.TemporalSplit;
import com.eszoppping.recommendations.groups.GroupsChoice;
import com.eszoppping.recommendations.groups.GroupsOptions;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.next.NextOptions;
import com.eszoppping.recommendations.ranking.SessionPolicy;

/**
 * Learns a version's parameters from its training data: candidates are fitted on the older nine tenths of it and tried on the
 * newest tenth. Nothing outside the training data is looked at.
 */
public final class Tuner {
    /** Below this, whatever seems better is chance. */
    private static final int FEWEST_SESSIONS = 30;

    private Tuner() {}

    /** Whether a log is long enough to try candidates on it. */
    public static boolean canTry(EventLog log) {
        return !isTooShort(TemporalSplit.of(log, TemporalSplit.TEST_SHARE));
    }

    private static boolean isTooShort(TemporalSplit split) {
        return split.newer().sessions() < FEWEST_SESSIONS || split.older().events() == 0;
    }

    /**
     * Chooses parameters.
     *
     * @param log the training data
     * @return if the log is too short to tell, defaults, one group, and what its own sessions say about seen products
     */
    public static Configuration tune(EventLog log, FitOptions fitOptions) {
        TemporalSplit split = TemporalSplit.of(log, TemporalSplit.TEST_SHARE);
        if (isTooShort(split)) {
            return Configuration.untried(NextChoice.untried(log));
        }
        EventWeights popularity = PopularityChoice.choose(split);
        GroupsOptions groups = GroupsChoice.choose(split.older(), split.newer(), popularity, fitOptions);
        NextChoice choice = new NextChoice(split, fitOptions);
        SessionPolicy repeats = choice.repeats();
        NextOptions next = choice.options(repeats);
        return new Configuration(popularity, groups, next, choice.memory(next, repeats));
    }
}

package com.eszoppping.recommendations.tuning;

import com.eszoppping.recommendations.evaluation.TemporalSplit;
import com.eszoppping.recommendations.groups.GroupsChoice;
import com.eszoppping.recommendations.groups.GroupsOptions;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.FitOptions;
import java.util.Optional;

/**
 * Learns a version's parameters from its training data: candidates are fitted on the older nine tenths of it and tried on the
 * newest tenth. Nothing outside the training data is looked at.
 */
public final class Tuner {
    /** Below this, whatever seems better is chance. */
    private static final int FEWEST_SESSIONS = 30;

    /** About so many events are enough; more take longer, and memory that other phases have to do without. */
    public static final long MOST_EVENTS = 20_000_000;

    private final TemporalSplit split;

    /** What stands if nothing can be tried. */
    private final Optional<Configuration> untried;

    /** Will learn from this training data, or, if it is more than enough, from a {@link ShopperSample} of it. */
    public Tuner(EventLog log) {
        this(log, MOST_EVENTS);
    }

    Tuner(EventLog log, long mostEvents) {
        EventLog sample = ShopperSample.with(mostEvents, log.events()).of(log);
        this.split = TemporalSplit.of(sample, TemporalSplit.TEST_SHARE);
        this.untried = canTry() ? Optional.empty() : Optional.of(Configuration.untried(NextChoice.untried(sample)));
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
        if (untried.isPresent()) {
            return untried.get();
        }
        EventWeights popularity = PopularityChoice.choose(split);
        GroupsOptions groups = GroupsChoice.choose(split.older(), split.newer(), popularity, fitOptions);
        NextChoice.Chosen next = NextChoice.choose(split, fitOptions);
        return new Configuration(popularity, groups, next.options(), next.sessions());
    }
}

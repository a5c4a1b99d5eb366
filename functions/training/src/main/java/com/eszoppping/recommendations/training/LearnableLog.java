package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.evaluation.Past;
import com.eszoppping.recommendations.groups.GroupCounts;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.log.LogQuality;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.FittedModels;
import com.eszoppping.recommendations.model.Model;
import com.eszoppping.recommendations.store.Publication;
import com.eszoppping.recommendations.tuning.Configuration;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A clean log, wherever it is, that models learn from. */
public interface LearnableLog {
    /** The products that it is about. */
    Catalogue catalogue();

    /** How clean the files were. */
    LogQuality quality();

    /** How many events there are. */
    long events();

    /** How many sessions there are. */
    long sessions();

    /** How many users have events. */
    long users();

    /** Cuts the log by time, as {@code TemporalSplit} does. */
    Halves halves();

    /**
     * The parts of a log that was cut.
     *
     * @param older what may be learned from
     * @param newer the sessions that are tested on, or a sample of them that is large enough
     * @param time when the first session of the newer part starts, in milliseconds since 1970 UTC
     */
    record Halves(LearnableLog older, EventLog newer, long time) {}

    /** Chooses the models' parameters. */
    Tuned tune(FitOptions options);

    /**
     * Parameters.
     *
     * @param tried whether they were chosen among candidates; if not, the log was too short and they are defaults
     */
    record Tuned(Configuration configuration, boolean tried) {}

    /**
     * Fits models that are to be tested.
     *
     * @param asked whose users the models know the groups of, by their numbers there
     */
    FittedModels fit(List<Model> models, FitOptions options, EventLog asked);

    /**
     * What a test has to know of this log.
     *
     * @param asked whose users' numbers are those of the questions
     */
    Past past(EventLog asked);

    /**
     * Fits models that are to be published.
     *
     * @param phases which the work is part of
     */
    Learned learn(List<Model> models, FitOptions options, Phases phases) throws IOException;

    /**
     * What is to be published.
     *
     * @param models the fitted models
     * @param members writes who is in which group
     * @param groups what the shoppers of each group did; absent if there are none
     */
    record Learned(FittedModels models, Consumer<Publication> members, Optional<GroupCounts> groups) {}
}

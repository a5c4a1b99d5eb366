package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.evaluation.Past;
import com.eszoppping.recommendations.evaluation.TemporalSplit;
import com.eszoppping.recommendations.groups.GroupCounts;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.log.LogQuality;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.model.FittedModels;
import com.eszoppping.recommendations.model.Model;
import com.eszoppping.recommendations.store.Member;
import com.eszoppping.recommendations.tuning.Tuner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A log in this process. */
record LogInMemory(EventLog log) implements LearnableLog {
    @Override
    public Catalogue catalogue() {
        return log.catalogue();
    }

    @Override
    public LogQuality quality() {
        return log.quality();
    }

    @Override
    public long events() {
        return log.events();
    }

    @Override
    public long sessions() {
        return log.sessions();
    }

    @Override
    public long users() {
        return log.users();
    }

    @Override
    public Halves halves() {
        TemporalSplit split = TemporalSplit.of(log, TemporalSplit.TEST_SHARE);
        return new Halves(new LogInMemory(split.older()), split.newer(), split.time());
    }

    @Override
    public Tuned tune(FitOptions options) {
        Tuner tuner = new Tuner(log);
        return new Tuned(tuner.tune(options), tuner.canTry());
    }

    /** The newer part of a log has the users of the whole, as this older part has. */
    @Override
    public FittedModels fit(List<Model> models, FitOptions options, EventLog asked) {
        return FittedModels.fit(models, log, options);
    }

    @Override
    public Past past(EventLog asked) {
        return Past.of(log);
    }

    @Override
    public Learned learn(List<Model> models, FitOptions options, Phases phases) throws IOException {
        List<FittedModel> fitted = new ArrayList<>();
        for (Model model : models) {
            fitted.add(phases.run("fitting " + model.name(), () -> model.fit(log, options)));
        }
        FittedModels all = new FittedModels(log, fitted);
        Optional<GroupCounts> groups = fitted.stream()
                .filter(model -> model.served().groups() > 0)
                .findFirst()
                .map(model -> GroupCounts.of(log, model));
        return new Learned(all, publication -> publication.putMembers(() -> members(all)), groups);
    }

    private Iterator<Member> members(FittedModels models) {
        return IntStream.range(0, log.users())
                .filter(user -> models.groupOf(user).isPresent())
                .mapToObj(user ->
                        new Member(log.userId(user), models.groupOf(user).getAsInt()))
                .iterator();
    }
}

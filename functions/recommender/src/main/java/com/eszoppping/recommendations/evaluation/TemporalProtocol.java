package com.eszoppping.recommendations.evaluation;

import com.eszoppping.recommendations.evaluation.Exam.Pair;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.Blocks;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.ranking.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The honest test: models learn from the older part of the log and are asked about each session of the newer part as it went
 * on. Two kinds of questions: after every prefix of a session, what comes next (equal neighbours are one); and before
 * anything is known but the person, what comes first.
 */
public final class TemporalProtocol {
    /** The contender that stands for {@code groups} if all visitors were in one. */
    public static final String ONE_GROUP = "groups, but only one";

    /** The contender that stands for what is served now: its parameters and its default model. */
    public static final String CURRENT = "current version's parameters";

    /** The baselines that a version must not be worse than. */
    public static final List<String> HURDLES = List.of(Baselines.POPULARITY_IN_CATEGORY, Baselines.UNSEEN_IN_CATEGORY);

    /** More sessions than this only make the intervals narrower than anybody needs. */
    private static final int MAX_SESSIONS = 10_000;

    /** What goes on for longer is no visitor but a program. */
    private static final int MAX_EVENTS_OF_A_SESSION = 1_000;

    private final Past past;
    private final EventLog newer;
    private final Baselines baselines;
    private final VersionInMemory version;
    private final Optional<VersionInMemory> current;
    private final FitOptions options;

    /**
     * A test of a version.
     *
     * @param split the log; both versions learned from its older part
     * @param version the version to test
     * @param current a version with the parameters of what is served now, to compare with; absent if nothing is
     * @param departments the categories that count as departments; elsewhere it is the uppermost category
     * @param options the seed of what is random, and how many threads answer
     */
    public TemporalProtocol(
            TemporalSplit split,
            VersionInMemory version,
            Optional<VersionInMemory> current,
            List<CategoryPath> departments,
            FitOptions options) {
        this(Past.of(split.older()), split.newer(), version, current, departments, options);
    }

    /**
     * A test of a version that learned elsewhere.
     *
     * @param past what it learned from
     * @param newer the sessions that are asked about
     */
    public TemporalProtocol(
            Past past,
            EventLog newer,
            VersionInMemory version,
            Optional<VersionInMemory> current,
            List<CategoryPath> departments,
            FitOptions options) {
        this.past = past;
        this.newer = newer;
        this.baselines = new Baselines(past, departments);
        this.version = version;
        this.current = current;
        this.options = options;
    }

    /** Asks for the next product after every prefix of every session. */
    public Evaluation next() {
        return ask(
                "What does the visitor look at next, after every prefix of a session?",
                true,
                this::askAfterEveryPrefix);
    }

    /** Asks about one session. */
    @FunctionalInterface
    private interface Asker {
        void ask(Exam exam, int number, int session);
    }

    private Evaluation ask(String protocol, boolean viewed, Asker asker) {
        List<Contender> contenders = models(viewed);
        contenders.addAll(baselines.contenders(viewed, options.seed()));
        Sample sample = Sample.of(newer);
        try (Blocks blocks = new Blocks(options.threads())) {
            Exam exam = new Exam(protocol, past, baselines, contenders, sample.sessions(), blocks);
            for (int i = 0; i < sample.sessions(); i++) {
                asker.ask(exam, i, sample.session(i));
            }
            return exam.result(best(version, viewed).name(), pairs(viewed), options.seed());
        }
    }

    private void askAfterEveryPrefix(Exam exam, int number, int session) {
        int first = newer.firstEvent(session);
        int end = Math.min(newer.endEvent(session), first + MAX_EVENTS_OF_A_SESSION);
        for (int event = first + 1; event < end; event++) {
            if (newer.product(event) != newer.product(event - 1)) {
                int from = Math.max(first, event - Visit.MAX_VIEWED);
                int[] viewed = new int[event - from];
                for (int i = 0; i < viewed.length; i++) {
                    viewed[i] = newer.product(from + i);
                }
                Question question = new Question(exam.asked(), newer.user(event - 1), viewed, Optional.empty());
                exam.ask(number, question, newer.product(event));
            }
        }
    }

    /** Asks for the first product of every session; only the person is known, as on a home page. */
    public Evaluation first() {
        return ask("What does the visitor look at first? Only the person is known.", false, this::askForTheFirst);
    }

    private void askForTheFirst(Exam exam, int number, int session) {
        int event = newer.firstEvent(session);
        Question question = new Question(exam.asked(), newer.user(event), new int[0], Optional.empty());
        exam.ask(number, question, newer.product(event));
    }

    /** The models that can answer, and what they are compared with. */
    private List<Contender> models(boolean viewed) {
        List<Contender> contenders = new ArrayList<>();
        for (ServedModel model : version.models()) {
            if (viewed || !model.followsViewed()) {
                contenders.add(version.contender(model.name(), model));
            }
            if (isGrouping(model)) {
                contenders.add(version.contender(ONE_GROUP, new ServedModel(model.name(), 0)));
            }
        }
        current.ifPresent(served -> contenders.add(served.contender(CURRENT, best(served, viewed))));
        return contenders;
    }

    private static boolean isGrouping(ServedModel model) {
        return model.groups() > 0 && !model.followsViewed();
    }

    private List<Pair> pairs(boolean viewed) {
        String baseline = viewed ? Baselines.POPULARITY_IN_CATEGORY : Baselines.POPULARITY;
        String best = best(version, viewed).name();
        List<Pair> pairs = new ArrayList<>();
        pairs.add(new Pair(best, CURRENT));
        for (ServedModel model : version.models()) {
            pairs.add(new Pair(model.name(), baseline));
            if (!model.name().equals(best)) {
                pairs.add(new Pair(best, model.name()));
            }
            if (isGrouping(model)) {
                pairs.add(new Pair(model.name(), ONE_GROUP));
            }
        }
        if (viewed) {
            pairs.add(new Pair(best, Baselines.UNSEEN_IN_CATEGORY));
            pairs.add(new Pair(best, Baselines.POPULARITY_IN_DEPARTMENT));
        }
        return pairs;
    }

    /** The model that answers where none is asked for. */
    private static ServedModel best(VersionInMemory version, boolean viewed) {
        return version.models().stream()
                .filter(model -> viewed || !model.followsViewed())
                .reduce((simpler, better) -> better)
                .orElseGet(() -> version.models().get(0));
    }

    /** Sessions at even distances, if there are more than are needed. */
    private record Sample(int sessions, int of) {
        static Sample of(EventLog log) {
            return new Sample(Math.min(MAX_SESSIONS, log.sessions()), log.sessions());
        }

        int session(int i) {
            return (int) ((long) i * of / sessions);
        }
    }
}

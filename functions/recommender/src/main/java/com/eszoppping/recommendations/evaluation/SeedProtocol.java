package com.eszoppping.recommendations.evaluation;

import com.eszoppping.recommendations.evaluation.Exam.Pair;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.Blocks;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ServedModel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The test of the course project that this product grew from: of each session of more than {@value #MIN_EVENTS} events, a
 * random window of {@value #WINDOW} adjacent events is hidden from training; from each of its first two events, with the
 * person and the category of the product at hand, the next product is asked for. It is no honest test (training sees the rest
 * of the same session, and what came later), but a figure that can be compared with the published one.
 *
 * <p>The course's own counting made three comparisons for each window, the third of the last event's list with the first
 * event of the next session's window, and divided by two; {@link #courseAccuracy} shows what it would have printed.
 */
public final class SeedProtocol {
    private static final int MIN_EVENTS = 8;
    private static final int WINDOW = 3;

    /** More sessions than this only take longer. */
    private static final int MAX_WINDOWS = 20_000;

    private final EventLog log;
    private final List<CategoryPath> categories;
    private final long seed;

    /** The first events of the hidden windows, by the order of session ids. */
    private final List<Integer> windows;

    private final EventLog training;

    /**
     * A test on a log.
     *
     * @param categories the nodes that count as the category of the products below them; a product below none of them has its
     *     own category
     * @param seed draws the windows
     */
    public SeedProtocol(EventLog log, List<CategoryPath> categories, long seed) {
        this.log = log;
        this.categories = List.copyOf(categories);
        this.seed = seed;
        this.windows = windows();
        this.training = withoutWindows();
    }

    private List<Integer> windows() {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Integer, Integer> windowOfSession = new LinkedHashMap<>();
        for (int session = 0; session < log.sessions(); session++) {
            int events = log.endEvent(session) - log.firstEvent(session);
            if (events > MIN_EVENTS) {
                windowOfSession.put(session, log.firstEvent(session) + random.nextInt(events - WINDOW + 1));
            }
        }
        return windowOfSession.keySet().stream()
                .sorted(Comparator.comparing(log::sessionId))
                .map(windowOfSession::get)
                .limit(MAX_WINDOWS)
                .toList();
    }

    /** How many windows there are to ask about. */
    public int questionsAsked() {
        return windows.size() * (WINDOW - 1);
    }

    private EventLog withoutWindows() {
        BitSet hidden = new BitSet();
        windows.forEach(first -> hidden.set(first, first + WINDOW));
        return log.where(event -> !hidden.get(event));
    }

    /** What models may learn from: the log without the windows. */
    public EventLog training() {
        return training;
    }

    /**
     * Asks two questions for each window.
     *
     * @param version learned from {@link #training}
     * @param threads how many threads answer
     */
    public Evaluation evaluate(VersionInMemory version, int threads) {
        Past past = Past.of(training);
        Baselines baselines = new Baselines(past, categories);
        List<Contender> contenders = contenders(version);
        contenders.addAll(baselines.contenders(true, seed));
        String best = version.models().get(version.models().size() - 1).name();
        try (Blocks blocks = new Blocks(threads)) {
            Exam exam = new Exam(
                    "What comes next inside a window of three events that is hidden from training?",
                    past,
                    baselines,
                    contenders,
                    windows.size(),
                    blocks);
            for (int i = 0; i < windows.size(); i++) {
                for (int step = 0; step < WINDOW - 1; step++) {
                    int event = windows.get(i) + step;
                    exam.ask(i, question(exam.asked(), event), log.product(event + 1));
                }
            }
            return exam.result(best, List.of(new Pair(best, Baselines.POPULARITY_IN_CATEGORY)), seed);
        }
    }

    /**
     * What the course project's counting would have printed for each model: a share of 1 is the most that is honest, but this
     * can reach one and a half.
     */
    public Map<String, Double> courseAccuracy(VersionInMemory version) {
        Map<String, Double> accuracies = new LinkedHashMap<>();
        for (Contender contender : contenders(version)) {
            int hits = 0;
            for (int i = 0; i + 1 < windows.size(); i++) {
                for (int step = 0; step < WINDOW; step++) {
                    int event = windows.get(i) + step;
                    int compared = step + 1 < WINDOW ? event + 1 : windows.get(i + 1);
                    int place = Exam.placeOf(
                            log.product(compared), contender.answers().to(question(0, event)));
                    hits += (int) Metric.HIT_RATE_10.of(place);
                }
            }
            accuracies.put(contender.name(), (double) hits / Math.max(1, windows.size() * (WINDOW - 1)));
        }
        return accuracies;
    }

    /** As the course asked: the person and the category, but not the product at hand, which may come again. */
    private List<Contender> contenders(VersionInMemory version) {
        List<Contender> contenders = new ArrayList<>();
        for (ServedModel model : version.models()) {
            if (model.followsViewed()) {
                contenders.add(asking(version, model.name(), model, q -> q));
            } else {
                contenders.add(asking(
                        version, model.name() + " in the store", model, q -> withoutViewed(q, Optional.empty())));
                contenders.add(asking(version, model.name(), model, q -> withoutViewed(q, q.asked())));
            }
        }
        return contenders;
    }

    private static Question withoutViewed(Question question, Optional<CategoryPath> asked) {
        return new Question(question.number(), question.user(), new int[0], asked);
    }

    private static Contender asking(
            VersionInMemory version, String name, ServedModel model, Function<Question, Question> told) {
        return new Contender(name, false, question -> version.answer(model, told.apply(question)));
    }

    private Question question(int number, int event) {
        int product = log.product(event);
        return new Question(number, log.user(event), new int[] {product}, Optional.of(categoryOf(product)));
    }

    private CategoryPath categoryOf(int product) {
        CategoryPath own = log.catalogue().product(product).category();
        return own.selfAndAncestors().stream()
                .filter(categories::contains)
                .findFirst()
                .orElse(own);
    }
}

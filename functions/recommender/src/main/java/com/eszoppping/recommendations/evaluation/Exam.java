package com.eszoppping.recommendations.evaluation;

import com.eszoppping.recommendations.evaluation.Scores.Segment;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.Blocks;
import com.eszoppping.recommendations.ranking.CategoryPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the same questions to all contenders and adds up how they answer. */
final class Exam {
    private static final int ACCURACY = 10;
    private static final int MOST_CATEGORIES = 12;
    private static final int MANY_VIEWED = 4;
    private static final double LOG_2 = Math.log(2);

    /** So many questions are answered at once, by all threads. */
    private static final int QUESTIONS_AT_ONCE = 2_000;

    /** A part of the questions. */
    private record Part(String kind, String name) {}

    /** A question that was put, and what is right. */
    private record Asked(int session, Question question, int answer) {}

    private final String protocol;
    private final Past past;
    private final long allEvents;
    private final Baselines baselines;
    private final List<Contender> contenders;
    private final List<Tally> tallies = new ArrayList<>();
    private final int sessions;
    private final Blocks blocks;
    private final List<Asked> unanswered = new ArrayList<>();

    private final int[] questions;
    private final Map<Part, int[]> questionsOfPart = new HashMap<>();
    private final double[] uniformLimit = new double[Metric.values().length];
    private int asked;
    private int unseen;
    private int returns;
    private int inCategory;

    /**
     * @param past what the contenders learned from
     * @param sessions from how many sessions questions come
     * @param blocks in which questions are answered; what answers add up to does not depend on its threads
     */
    Exam(String protocol, Past past, Baselines baselines, List<Contender> contenders, int sessions, Blocks blocks) {
        this.protocol = protocol;
        this.past = past;
        this.allEvents = past.counts().sum();
        this.baselines = baselines;
        this.contenders = contenders;
        this.sessions = sessions;
        this.blocks = blocks;
        this.questions = new int[sessions];
        contenders.forEach(contender -> tallies.add(new Tally()));
    }

    /** How many questions were asked so far. */
    int asked() {
        return asked;
    }

    /**
     * Asks all contenders, who may answer later.
     *
     * @param session the number of the question's session in this exam, from 0
     * @param answer the catalogue index of the right product
     */
    void ask(int session, Question question, int answer) {
        asked++;
        unanswered.add(new Asked(session, question, answer));
        if (unanswered.size() == QUESTIONS_AT_ONCE) {
            answer();
        }
    }

    private void answer() {
        int[][][] lists = new int[unanswered.size()][contenders.size()][];
        blocks.each(lists.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                Question question = unanswered.get(i).question();
                Arrays.setAll(
                        lists[i],
                        contender -> contenders.get(contender).answers().to(question));
            }
        });
        for (int i = 0; i < lists.length; i++) {
            add(unanswered.get(i), lists[i]);
        }
        unanswered.clear();
    }

    /** Adds the contenders' lists to what came before. */
    private void add(Asked asked, int[][] lists) {
        int session = asked.session();
        Question question = asked.question();
        int answer = asked.answer();
        questions[session]++;
        unseen += past.eventsOf(answer) == 0 ? 1 : 0;
        returns += Arrays.stream(question.viewed()).anyMatch(product -> product == answer) ? 1 : 0;
        inCategory += isBelow(categoryOf(answer), baselines.category(question)) ? 1 : 0;
        addUniformLimit(question);
        List<Part> parts = partsOf(question);
        parts.forEach(part -> questionsOfPart.computeIfAbsent(part, unknown -> new int[sessions])[session]++);
        for (int i = 0; i < lists.length; i++) {
            tallies.get(i).add(session, lists[i], answer, parts);
        }
    }

    private List<Part> partsOf(Question question) {
        List<Part> parts = new ArrayList<>();
        int viewed = question.viewed().length;
        if (viewed > 0) {
            parts.add(new Part("prefix", viewed == 1 ? "1" : viewed < MANY_VIEWED ? "2 to 3" : "4 and more"));
        }
        if (question.user() == EventLog.ANONYMOUS) {
            parts.add(new Part("visitor", "anonymous"));
        } else {
            parts.add(new Part("visitor", past.knownUsers().get(question.user()) ? "known" : "new"));
        }
        CategoryPath category = baselines.department(baselines.category(question));
        if (!category.isStore()) {
            parts.add(new Part("category", category.text()));
        }
        return parts;
    }

    private void addUniformLimit(Question question) {
        CategoryPath category = baselines.category(question);
        Set<Integer> seenThere = new HashSet<>();
        for (int product : question.viewed()) {
            if (isBelow(categoryOf(product), category)) {
                seenThere.add(product);
            }
        }
        int left = Math.max(1, baselines.seenIn(category) - seenThere.size());
        for (Metric metric : Metric.values()) {
            double sum = 0;
            for (int place = 0; place < Math.min(left, metric.cutoff()); place++) {
                sum += metric.of(place);
            }
            uniformLimit[metric.ordinal()] += sum / left;
        }
    }

    private CategoryPath categoryOf(int product) {
        return past.catalogue().product(product).category();
    }

    private static boolean isBelow(CategoryPath category, CategoryPath node) {
        return category.segments().size() >= node.segments().size()
                && category.segments().subList(0, node.segments().size()).equals(node.segments());
    }

    /** What one contender's answers add up to. */
    private final class Tally {
        private final double[][] sums = new double[Metric.values().length][sessions];
        private final Map<Part, double[]> hitsOfPart = new HashMap<>();
        private final int[] shown = new int[past.catalogue().size()];
        private long productsInLists;
        private double bits;
        private long placesOfAccuracy;

        void add(int session, int[] list, int answer, List<Part> parts) {
            int place = placeOf(answer, list);
            for (Metric metric : Metric.values()) {
                sums[metric.ordinal()][session] += metric.of(place);
            }
            double hit = Metric.HIT_RATE_10.of(place);
            parts.forEach(part -> hitsOfPart.computeIfAbsent(part, unknown -> new double[sessions])[session] += hit);
            productsInLists += list.length;
            for (int i = 0; i < Math.min(ACCURACY, list.length); i++) {
                shown[list[i]]++;
                placesOfAccuracy++;
                bits -= Math.log((past.eventsOf(list[i]) + 1.0) / (allEvents + 1.0)) / LOG_2;
            }
        }

        Scores scores(Contender contender, Bootstrap bootstrap, List<Part> parts) {
            Map<String, Measure> metrics = new LinkedHashMap<>();
            for (Metric metric : Metric.values()) {
                metrics.put(metric.label(), bootstrap.mean(sums[metric.ordinal()], questions));
            }
            List<Segment> segments = parts.stream()
                    .map(part -> new Segment(
                            part.kind(),
                            part.name(),
                            Arrays.stream(questionsOfPart.get(part)).sum(),
                            bootstrap.mean(hitsOfPart.get(part), questionsOfPart.get(part))))
                    .toList();
            long covered = Arrays.stream(shown).filter(times -> times > 0).count();
            return new Scores(
                    contender.name(),
                    contender.isBaseline(),
                    metrics,
                    (double) covered / Math.max(1, shown.length),
                    gini(shown),
                    placesOfAccuracy == 0 ? 0 : bits / placesOfAccuracy,
                    (double) productsInLists / Math.max(1, asked),
                    segments);
        }
    }

    /** Where a product stands in a list, from 0; -1 if it is not there. */
    static int placeOf(int product, int[] list) {
        for (int place = 0; place < list.length; place++) {
            if (list[place] == product) {
                return place;
            }
        }
        return -1;
    }

    /** The Gini coefficient: half the relative mean absolute difference. */
    static double gini(int[] counts) {
        int[] sorted = counts.clone();
        Arrays.sort(sorted);
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum += sorted[i];
            weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
        }
        return sum == 0 ? 0 : weighted / (sorted.length * sum);
    }

    /**
     * Adds up.
     *
     * @param best which contender answers where no model is asked for
     * @param pairs names of contenders that are compared; a pair of which one is missing is passed over
     */
    Evaluation result(String best, List<Pair> pairs, long seed) {
        answer();
        Bootstrap bootstrap = new Bootstrap(sessions, seed);
        List<Part> parts = partsWorthTelling();
        List<Scores> scores = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            scores.add(tallies.get(i).scores(contenders.get(i), bootstrap, parts));
        }
        Map<String, Double> limit = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            limit.put(metric.label(), uniformLimit[metric.ordinal()] / Math.max(1, asked));
        }
        return new Evaluation(
                protocol,
                (int) Arrays.stream(questions).filter(count -> count > 0).count(),
                asked,
                (double) unseen / Math.max(1, asked),
                (double) returns / Math.max(1, asked),
                (double) inCategory / Math.max(1, asked),
                limit,
                scores.stream().anyMatch(score -> score.name().equals(best))
                        ? best
                        : scores.get(0).name(),
                bestBaseline(scores),
                scores,
                comparisons(pairs, bootstrap));
    }

    private static String bestBaseline(List<Scores> scores) {
        return scores.stream()
                .filter(Scores::baseline)
                .max(Comparator.comparingDouble(
                        baseline -> baseline.metric(Metric.HIT_RATE_10).value()))
                .map(Scores::name)
                .orElseThrow(() -> new IllegalStateException("There is no baseline to compare with."));
    }

    /** Two contenders to compare. */
    record Pair(String name, String against) {}

    private List<Comparison> comparisons(List<Pair> pairs, Bootstrap bootstrap) {
        Map<String, Tally> byName = new HashMap<>();
        for (int i = 0; i < contenders.size(); i++) {
            byName.put(contenders.get(i).name(), tallies.get(i));
        }
        int accuracy = Metric.HIT_RATE_10.ordinal();
        return pairs.stream()
                .filter(pair -> byName.containsKey(pair.name()) && byName.containsKey(pair.against()))
                .map(pair -> Comparison.of(
                        pair.name(),
                        pair.against(),
                        bootstrap.difference(
                                byName.get(pair.name()).sums[accuracy],
                                byName.get(pair.against()).sums[accuracy],
                                questions)))
                .toList();
    }

    private List<Part> partsWorthTelling() {
        Comparator<Part> mostQuestionsFirst = Comparator.comparing(
                part -> -Arrays.stream(questionsOfPart.get(part)).sum());
        Map<String, Integer> told = new HashMap<>();
        return questionsOfPart.keySet().stream()
                .sorted(Comparator.comparing(Part::kind)
                        .thenComparing(part -> part.kind().equals("prefix") ? part.name() : "")
                        .thenComparing(mostQuestionsFirst)
                        .thenComparing(Part::name))
                .filter(part -> told.merge(part.kind(), 1, Integer::sum) <= MOST_CATEGORIES)
                .toList();
    }
}

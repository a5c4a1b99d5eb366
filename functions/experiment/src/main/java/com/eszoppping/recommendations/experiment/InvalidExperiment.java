package com.eszoppping.recommendations.experiment;

import java.util.List;
import java.util.stream.Collectors;

/** An experiment, or a change of one, that may not be; names everything that is wrong with it. */
public final class InvalidExperiment extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /**
     * One thing that is wrong.
     *
     * @param field the field's path, e.g. {@code variants[1].weight}
     * @param value what it holds, as text
     * @param expectation what it should hold
     */
    public record Problem(String field, String value, String expectation) {
        /** The problem as a sentence. */
        public String sentence() {
            return field + " is " + value + ": expected " + expectation + ".";
        }
    }

    InvalidExperiment(List<Problem> problems) {
        super(problems.stream().map(Problem::sentence).collect(Collectors.joining(" ")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order of the fields; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}

package com.eszoppping.recommendations.http;

/** Ends a request with a problem document. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    /** Ends the request with this problem. */
    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What to answer. */
    public Problem problem() {
        return problem;
    }
}

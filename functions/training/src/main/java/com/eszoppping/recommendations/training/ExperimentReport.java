package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.experiment.Experiment;
import com.eszoppping.recommendations.experiment.Results;
import com.eszoppping.recommendations.experiment.ResultsJson;
import java.time.Instant;
import java.util.Map;

/**
 * What came of an experiment, and what was read to know it.
 *
 * @param experiment as it was then
 * @param results what its variants did
 * @param read counts of what was read, by name
 * @param computedAt when
 */
public record ExperimentReport(Experiment experiment, Results results, Map<String, Long> read, Instant computedAt) {
    /** The report as {@code GET /experiments/{name}} shows it under {@code results}. */
    public String json() {
        return ResultsJson.text(experiment, results, read, computedAt);
    }
}

package com.eszoppping.recommendations.experiment;

import java.util.Optional;

/**
 * One arm of an experiment. Checked together with its experiment, so that all problems are told at once.
 *
 * @param name 1 to 64 of a–z, 0–9 and -
 * @param model the model that answers this arm's visitors
 * @param version the published version that answers; without it the current one
 * @param settings how its lists are made, beside the model
 * @param weight this arm's part of the traffic in proportion to the other arms' weights, at least 1
 */
public record Variant(String name, String model, Optional<String> version, VariantSettings settings, int weight) {
    /** An arm whose lists are made as always. */
    public Variant(String name, String model, Optional<String> version, int weight) {
        this(name, model, version, VariantSettings.NONE, weight);
    }
}

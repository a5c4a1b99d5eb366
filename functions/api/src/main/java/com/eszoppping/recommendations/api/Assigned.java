package com.eszoppping.recommendations.api;

import com.eszoppping.recommendations.experiment.VariantSettings;
import com.eszoppping.recommendations.ranking.Diversity;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.store.LiveVersion;
import java.util.Optional;

/**
 * What an experiment decided for a visitor.
 *
 * @param experiment its name
 * @param variant the visitor's variant
 * @param version the version that answers
 * @param model the model that answers
 * @param settings how the variant's lists are made, where the request says nothing else
 */
record Assigned(String experiment, String variant, LiveVersion version, ServedModel model, VariantSettings settings) {
    /** How far the variant's lists spread over the categories, if it says so. */
    Optional<Diversity> diversity() {
        return settings.diversity().isPresent()
                ? Optional.of(new Diversity(settings.diversity().getAsDouble()))
                : Optional.empty();
    }
}

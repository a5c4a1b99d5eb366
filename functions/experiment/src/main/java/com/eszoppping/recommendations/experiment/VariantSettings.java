package com.eszoppping.recommendations.experiment;

import java.util.OptionalDouble;

/**
 * How a variant's lists are made, beside its model. A request that says otherwise is obeyed.
 *
 * @param diversity how much a list avoids products of one category, from 0, not at all, to 1; nothing where the API's own
 *     default holds
 */
public record VariantSettings(OptionalDouble diversity) {
    /** Everything by the API's own defaults. */
    public static final VariantSettings NONE = new VariantSettings(OptionalDouble.empty());

    /** The settings in words, for a problem or the audit trail. */
    @Override
    public String toString() {
        return diversity.isPresent() ? "diversity " + diversity.getAsDouble() : "none";
    }
}

package com.eszoppping.recommendations.experiment;

import com.eszoppping.recommendations.experiment.InvalidExperiment.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Gathers what is wrong with an experiment, so that its author hears everything at once. */
final class Problems {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
    private static final String A_NAME = "1 to 64 of a-z, 0-9 and -";
    private static final Pattern SALT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int FEWEST_VARIANTS = 2;
    private static final int MOST_VARIANTS = 10;
    private static final int MAX_SHOWN = 200;

    private final List<Problem> found = new ArrayList<>();

    void name(String field, String name) {
        expect(name != null && NAME.matcher(name).matches(), field, name, A_NAME);
    }

    /** No colon, which separates the salt from what follows it in the text that is hashed. */
    void salt(String salt) {
        expect(salt != null && SALT.matcher(salt).matches(), "salt", salt, "1 to 64 of A-Z, a-z, 0-9, _ and -");
    }

    void share(String field, double share) {
        // Written so that NaN is a problem too.
        expect(share > 0 && share <= 1, field, share, "a number above 0 and at most 1");
    }

    void times(Instant start, Instant end) {
        expect(start != null, "start", null, "a time");
        expect(end != null, "end", null, "a time");
        if (start != null && end != null) {
            expect(start.isBefore(end), "end", end, "a time after the start, " + start);
        }
    }

    void variants(List<Variant> variants) {
        int count = variants == null ? 0 : variants.size();
        expect(
                count >= FEWEST_VARIANTS && count <= MOST_VARIANTS,
                "variants",
                "a list of " + count,
                FEWEST_VARIANTS + " to " + MOST_VARIANTS + " variants");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < Math.min(count, MOST_VARIANTS); i++) {
            variant("variants[" + i + "]", variants.get(i), names);
        }
    }

    private void variant(String field, Variant variant, Set<String> names) {
        if (variant == null) {
            expect(false, field, null, "a variant");
            return;
        }
        name(field + ".name", variant.name());
        expect(names.add(variant.name()), field + ".name", variant.name(), "a name that no variant before has");
        name(field + ".model", variant.model());
        Optional<String> version = variant.version();
        expect(
                version != null && version.filter(String::isBlank).isEmpty(),
                field + ".version",
                version,
                "a version's name or nothing");
        settings(field + ".settings", variant.settings());
        expect(variant.weight() > 0, field + ".weight", variant.weight(), "at least 1");
    }

    private void settings(String field, VariantSettings settings) {
        if (settings == null) {
            expect(false, field, null, "settings, if only none");
            return;
        }
        settings.diversity()
                .ifPresent(diversity -> expect(
                        // Written so that NaN is a problem too.
                        diversity >= 0 && diversity <= 1, field + ".diversity", diversity, "a number from 0 to 1"));
    }

    void expect(boolean holds, String field, Object value, String expectation) {
        if (!holds) {
            found.add(new Problem(field, value == null ? "missing" : shown(value.toString()), expectation));
        }
    }

    /** Whoever sends a novel need not get it back. */
    private static String shown(String value) {
        return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
    }

    /** @throws InvalidExperiment if anything was found */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidExperiment(found);
        }
    }
}

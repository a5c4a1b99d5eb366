package com.eszoppping.recommendations.tuning;

import com.eszoppping.recommendations.groups.Groups;
import com.eszoppping.recommendations.groups.GroupsOptions;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.Model;
import com.eszoppping.recommendations.next.Next;
import com.eszoppping.recommendations.next.NextOptions;
import com.eszoppping.recommendations.popular.Popular;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All parameters of a version's models. With the same log and seed it gives the same lists.
 *
 * @param popularity how much an event counts for what is popular in a group or a category; {@code popular} counts all alike, and steps
 *     from product to product have a half-life of their own
 * @param groups the options of {@code groups}
 * @param next the options of {@code next}
 * @param sessions how running sessions are read
 */
public record Configuration(EventWeights popularity, GroupsOptions groups, NextOptions next, SessionPolicy sessions) {
    /** What each model takes if it is told nothing. */
    public static final Configuration DEFAULT =
            new Configuration(EventWeights.EQUAL, GroupsOptions.DEFAULT, NextOptions.DEFAULT, SessionPolicy.DEFAULT);

    private static final String NONE = "none";

    /** All models, from the simplest to the best; the last one that can answers where none is asked for. */
    public List<Model> models() {
        return List.of(new Popular(), new Groups(groups, popularity), new Next(next));
    }

    /** Where nothing could be tried: one group, because more have not proved themselves. */
    static Configuration untried(SessionPolicy sessions) {
        GroupsOptions one = new GroupsOptions(1, GroupsOptions.DEFAULT.dimensions(), GroupsOptions.DEFAULT.shrinkage());
        return new Configuration(DEFAULT.popularity, one, DEFAULT.next, sessions);
    }

    /** The parameters as texts by name, without how sessions are read, which versions keep by itself. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("popularity.halfLifeDays", text(popularity.halfLifeDays()));
        texts.put("popularity.purchase", Double.toString(popularity.purchase()));
        texts.put("groups.groups", Integer.toString(groups.groups()));
        texts.put("groups.dimensions", Integer.toString(groups.dimensions()));
        texts.put("groups.shrinkage", Double.toString(groups.shrinkage()));
        texts.put("next.shrinkage", Double.toString(next.shrinkage()));
        texts.put("next.halfLifeDays", text(next.halfLifeDays()));
        return texts;
    }

    /**
     * Reads what {@link #texts} wrote.
     *
     * @return nothing if a parameter is missing or cannot be read, as in a version of other code
     */
    public static Optional<Configuration> of(Map<String, String> texts, SessionPolicy sessions) {
        if (!texts.keySet().containsAll(DEFAULT.texts().keySet())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Configuration(
                    new EventWeights(
                            days(texts.get("popularity.halfLifeDays")),
                            Double.parseDouble(texts.get("popularity.purchase"))),
                    new GroupsOptions(
                            Integer.parseInt(texts.get("groups.groups")),
                            Integer.parseInt(texts.get("groups.dimensions")),
                            Double.parseDouble(texts.get("groups.shrinkage"))),
                    new NextOptions(
                            Double.parseDouble(texts.get("next.shrinkage")), days(texts.get("next.halfLifeDays"))),
                    sessions));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(OptionalDouble days) {
        return days.isPresent() ? Double.toString(days.getAsDouble()) : NONE;
    }

    private static OptionalDouble days(String text) {
        return text.equals(NONE) ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    }
}

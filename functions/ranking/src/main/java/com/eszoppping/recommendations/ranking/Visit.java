package com.eszoppping.recommendations.ranking;

import com.eszoppping.recommendations.ranking.CategoryTree.Resolution;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One request for recommendations, in terms of a model's lists.
 *
 * @param model the model that answers
 * @param group the visitor's group; absent if nothing is known of the visitor
 * @param category the category that counts, {@link CategoryPath#STORE} if there is none
 * @param context where that category comes from
 * @param following what follows the viewed products, best first; empty for a model that doesn't follow them
 * @param leftOut ids of products that must not be in the answer
 * @param limit how many products are wanted, with those on the pages before: at least 1
 */
public record Visit(
        ServedModel model,
        OptionalInt group,
        CategoryPath category,
        Context context,
        List<Recommendation> following,
        Set<String> leftOut,
        int limit) {
    /** How many products an answer has at the most. */
    public static final int MAX_LIMIT = 50;

    /** How many products of the ranking may come before an answer's first one. */
    public static final int MAX_OFFSET = 100;

    static final int MAX_RANKING = MAX_OFFSET + MAX_LIMIT;

    /** How many viewed products a request may name. */
    public static final int MAX_VIEWED = 50;

    /** How many excluded products a request may name. */
    public static final int MAX_EXCLUDED = 50;

    /** Where a visit's category comes from. */
    public enum Context {
        /** The visitor asked for it. */
        ASKED,
        /** The visitor asked for one that the store does not have; this is the nearest one above. */
        ASKED_BUT_UNKNOWN,
        /** It is that of the product at hand, or the whole store if there is none. */
        AT_HAND
    }

    public Visit {
        if (limit < 1 || limit > MAX_RANKING) {
            throw new IllegalArgumentException(
                    "The limit is from 1 to " + MAX_RANKING + ", but this is " + limit + ".");
        }
        following = List.copyOf(following);
        leftOut = Set.copyOf(leftOut);
    }

    /**
     * What a request means.
     *
     * @param model the model that answers
     * @param policy how the running session is read
     * @param memberOf the group that training put the visitor in; without one, the viewed products tell
     * @param asked the category that the visitor named, if one was
     * @param session what the visitor looked at just now
     * @param excluded products that must not be in the answer
     * @param limit how many products are wanted, with those on the pages before
     * @throws IllegalArgumentException if {@code asked} is ambiguous
     */
    public static Visit of(
            ServedModel model,
            SessionPolicy policy,
            OptionalInt memberOf,
            Optional<Resolution> asked,
            RunningSession session,
            Set<String> excluded,
            int limit) {
        Set<String> leftOut = new HashSet<>(excluded);
        leftOut.addAll(policy.leftOut(session.newestFirst()));
        return new Visit(
                model,
                memberOf.isPresent() ? memberOf : session.nearestGroup(),
                asked.map(Visit::pathOf).or(session::categoryAtHand).orElse(CategoryPath.STORE),
                asked.map(Visit::contextOf).orElse(Context.AT_HAND),
                model.followsViewed() ? session.following(policy) : List.of(),
                leftOut,
                limit);
    }

    private static CategoryPath pathOf(Resolution asked) {
        if (asked instanceof Resolution.Known known) {
            return known.path();
        }
        if (asked instanceof Resolution.Unknown unknown) {
            return unknown.nearest();
        }
        throw new IllegalArgumentException("A visit has one category, but this is " + asked + ".");
    }

    private static Context contextOf(Resolution asked) {
        return asked instanceof Resolution.Known ? Context.ASKED : Context.ASKED_BUT_UNKNOWN;
    }

    /** The same visit of somebody who is put into no group, whatever they looked at. */
    public Visit withoutGroup() {
        return new Visit(model, OptionalInt.empty(), category, context, following, leftOut, limit);
    }

    boolean categoryKnown() {
        return context != Context.ASKED_BUT_UNKNOWN;
    }

    boolean isGrouped() {
        return model.groups() > 0;
    }
}

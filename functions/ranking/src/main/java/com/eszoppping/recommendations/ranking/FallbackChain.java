package com.eszoppping.recommendations.ranking;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may answer a visit, in the order in which it fills it: what follows the viewed products, the group's list of the
 * category, the category's, those of the categories above, the group's for the whole store, the whole store's.
 *
 * <p>A group's list that would not differ from the list for everybody is not stored. So where the group is known and its
 * list is missing, the list for everybody is the one that was asked for, and no fallback.
 *
 * <p>Where the visitor asked for a category, of what follows the viewed products only that is taken which the list for
 * everybody of the category, or of the nearest one above if it is unknown, has.
 */
public final class FallbackChain {
    private record Link(ListKey key, Reason reason, Optional<Fallback> fallback) {}

    /** A product that may be in the answer, and what the answer falls back to if it is. */
    private record Candidate(Recommendation item, Optional<Fallback> fallback) {}

    private final Visit visit;
    private final List<Link> links;

    private FallbackChain(Visit visit, List<Link> links) {
        this.visit = visit;
        this.links = links;
    }

    /** Lays out the chain for a visit. */
    public static FallbackChain of(Visit visit) {
        List<Link> links = new ArrayList<>();
        addGroupList(links, visit);
        for (CategoryPath category : visit.category().selfAndAncestors()) {
            if (category.isStore() && !visit.category().isStore()) {
                addGroupListOfStore(links, visit);
            }
            links.add(new Link(
                    ListKey.forEverybody(visit.model().listsOf(), category),
                    reasonFor(category, visit),
                    fallbackFor(category, visit)));
        }
        return new FallbackChain(visit, List.copyOf(links));
    }

    private static void addGroupList(List<Link> links, Visit visit) {
        if (visit.isGrouped() && visit.group().isPresent()) {
            Optional<Fallback> fallback = visit.categoryKnown() ? secondToFollowing(visit) : notTheAskedCategory(visit);
            links.add(new Link(
                    ListKey.forGroup(visit.model().listsOf(), visit.group().getAsInt(), visit.category()),
                    Reason.POPULAR_IN_YOUR_GROUP,
                    fallback));
        }
    }

    private static Optional<Fallback> secondToFollowing(Visit visit) {
        return visit.model().followsViewed() ? Optional.of(Fallback.GROUP_IN_CATEGORY) : Optional.empty();
    }

    private static void addGroupListOfStore(List<Link> links, Visit visit) {
        if (visit.isGrouped() && visit.group().isPresent()) {
            links.add(new Link(
                    ListKey.forGroup(visit.model().listsOf(), visit.group().getAsInt(), CategoryPath.STORE),
                    Reason.POPULAR_IN_YOUR_GROUP,
                    Optional.of(Fallback.GROUP)));
        }
    }

    private static Reason reasonFor(CategoryPath category, Visit visit) {
        if (category.isStore()) {
            return Reason.POPULAR_IN_STORE;
        }
        return category.equals(visit.category()) && visit.categoryKnown()
                ? Reason.POPULAR_IN_CATEGORY
                : Reason.POPULAR_IN_PARENT_CATEGORY;
    }

    private static Optional<Fallback> fallbackFor(CategoryPath category, Visit visit) {
        if (!category.equals(visit.category())) {
            return Optional.of(category.isStore() ? Fallback.STORE : Fallback.PARENT_CATEGORY);
        }
        if (!visit.categoryKnown()) {
            return notTheAskedCategory(visit);
        }
        if (visit.model().isPersonal()) {
            return Optional.of(category.isStore() ? Fallback.STORE : Fallback.CATEGORY);
        }
        return Optional.empty();
    }

    private static Optional<Fallback> notTheAskedCategory(Visit visit) {
        boolean onlyTheStoreIsLeft = visit.category().isStore();
        if (!onlyTheStoreIsLeft) {
            return Optional.of(Fallback.PARENT_CATEGORY);
        }
        return Optional.of(visit.isGrouped() && visit.group().isPresent() ? Fallback.GROUP : Fallback.STORE);
    }

    /** The keys of all lists of the chain, so that they can be read together. */
    public Set<ListKey> keys() {
        return links.stream().map(Link::key).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Fills the answer from the chain's lists, in their order.
     *
     * @param lists the lists that exist, by key; missing ones are passed over
     * @param mayCome says by its id whether a product may be in the answer; others come in the place of those that may not
     */
    public Answer fill(Map<ListKey, RankedList> lists, Predicate<String> mayCome) {
        return answer(candidates(lists, mayCome, visit.limit()));
    }

    /**
     * Fills the answer from the chain's lists, spread over the store's categories.
     *
     * @param lists the lists that exist, by key; missing ones are passed over
     * @param mayCome says by its id whether a product may be in the answer; others come in the place of those that may not
     * @param diversity how far it is spread; with {@link Diversity#NONE} this is {@link #fill(Map, Predicate)}
     * @param categoryOf a product's category by its id, {@link CategoryPath#STORE} where it is not known
     */
    public Answer fill(
            Map<ListKey, RankedList> lists,
            Predicate<String> mayCome,
            Diversity diversity,
            Function<String, CategoryPath> categoryOf) {
        if (diversity.isNone()) {
            return fill(lists, mayCome);
        }
        // The same candidates for every page, so that the pages are parts of one ranking.
        List<Candidate> candidates = candidates(lists, mayCome, Visit.MAX_RANKING);
        List<CategoryPath> categories = candidates.stream()
                .map(candidate -> categoryOf.apply(candidate.item().productId()))
                .toList();
        CategoryPath asked = visit.context() == Visit.Context.ASKED ? visit.category() : CategoryPath.STORE;
        return answer(diversity.order(categories, asked, visit.limit()).stream()
                .map(candidates::get)
                .toList());
    }

    private static Answer answer(List<Candidate> chosen) {
        Optional<Fallback> farthest = Optional.empty();
        for (Candidate candidate : chosen) {
            farthest = farther(farthest, candidate.fallback());
        }
        return new Answer(chosen.stream().map(Candidate::item).toList(), farthest);
    }

    private List<Candidate> candidates(Map<ListKey, RankedList> lists, Predicate<String> mayCome, int most) {
        Filling filling = new Filling(mayCome, most);
        takeFollowing(lists, filling);
        for (Link link : links) {
            RankedList list = lists.get(link.key());
            if (list != null) {
                Optional<Fallback> fallback = isTheAskedList(link, lists) ? Optional.empty() : link.fallback();
                filling.take(list.products().stream().map(product -> recommendation(product, link)), fallback);
            }
        }
        return filling.candidates;
    }

    private static Recommendation recommendation(ScoredProduct product, Link link) {
        return new Recommendation(
                product.productId(), product.score(), link.reason(), link.key().category());
    }

    private void takeFollowing(Map<ListKey, RankedList> lists, Filling filling) {
        Optional<Set<String>> wanted = productsOfTheAskedCategory(lists);
        Optional<Fallback> fallback = visit.categoryKnown() ? Optional.empty() : notTheAskedCategory(visit);
        filling.take(
                visit.following().stream()
                        .filter(product -> wanted.isEmpty() || wanted.get().contains(product.productId())),
                fallback);
    }

    /** An answer while it is filled. */
    private final class Filling {
        private final Predicate<String> mayCome;
        private final int most;
        private final Set<String> taken = new HashSet<>(visit.leftOut());
        private final List<Candidate> candidates = new ArrayList<>();

        Filling(Predicate<String> mayCome, int most) {
            this.mayCome = mayCome;
            this.most = most;
        }

        /** Takes products in their order while there is room for them, but none that may not come or is there already. */
        void take(Stream<Recommendation> products, Optional<Fallback> fallback) {
            products.takeWhile(product -> candidates.size() < most).forEach(product -> {
                if (mayCome.test(product.productId()) && taken.add(product.productId())) {
                    candidates.add(new Candidate(product, fallback));
                }
            });
        }
    }

    private Optional<Set<String>> productsOfTheAskedCategory(Map<ListKey, RankedList> lists) {
        if (visit.context() == Visit.Context.AT_HAND || visit.category().isStore()) {
            return Optional.empty();
        }
        RankedList list = lists.get(ListKey.forEverybody(visit.model().listsOf(), visit.category()));
        return Optional.of(
                list == null
                        ? Set.of()
                        : list.products().stream().map(ScoredProduct::productId).collect(Collectors.toSet()));
    }

    /** The list for everybody stands in for the group's own where the two would not differ. */
    private boolean isTheAskedList(Link link, Map<ListKey, RankedList> lists) {
        Link first = links.get(0);
        boolean groupListNotStored = first.key().group().isPresent() && !lists.containsKey(first.key());
        boolean stands =
                groupListNotStored && visit.categoryKnown() && !visit.model().followsViewed();
        return stands && link.equals(links.get(1));
    }

    private static Optional<Fallback> farther(Optional<Fallback> one, Optional<Fallback> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().compareTo(other.get()) >= 0 ? one : other;
    }
}

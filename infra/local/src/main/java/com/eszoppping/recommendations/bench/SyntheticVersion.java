package com.eszoppping.recommendations.bench;

import com.eszoppping.recommendations.ranking.CatalogueEntry;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import com.eszoppping.recommendations.store.ManifestDraft;
import com.eszoppping.recommendations.store.Member;
import com.eszoppping.recommendations.store.Publication;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A version as a training of a large store makes it, without the training: as many lists, as long names and scores of as many
 * digits as the generated store's has.
 *
 * @param users how many users are in a group, from 0
 * @param products how many products there are, from 1
 */
record SyntheticVersion(int users, int products) {
    private static final int MOST_CATEGORIES = 200;
    private static final int PRODUCTS_PER_CATEGORY = 25;
    private static final int GROUPS = 32;
    private static final int CATEGORY_LIST = 150;
    private static final int GROUP_LIST = 20;
    private static final int NEXT = 20;
    private static final int FIRST_ID = 1_000_000;
    private static final String NAME = "Konsola do gier Przykładowa 512 GB, nr ";

    void writeTo(Publication publication) {
        publication.putCategories(IntStream.range(0, categories())
                .mapToObj(SyntheticVersion::category)
                .toList());
        publication.putCatalogue(() -> IntStream.range(0, products)
                .mapToObj(product -> new CatalogueEntry(
                        id(product), NAME + product, categoryOf(product), OptionalDouble.of(price(product)), true))
                .iterator());
        for (int node = 0; node < categories(); node++) {
            CategoryPath category = category(node);
            publication.put(list(ListKey.forEverybody("popular", category), CATEGORY_LIST, node));
            publication.put(list(ListKey.forEverybody("groups", category), CATEGORY_LIST, node));
            for (int group = 0; group < GROUPS; group++) {
                publication.put(list(ListKey.forGroup("groups", group, category), GROUP_LIST, node));
            }
        }
        publication.putMembers(() -> IntStream.range(0, users)
                .mapToObj(user -> new Member(Integer.toString(FIRST_ID + user), user % GROUPS))
                .iterator());
        for (int product = 0; product < products; product++) {
            publication.put(facts(product));
        }
    }

    ManifestDraft draft() {
        return new ManifestDraft(
                List.of(new ServedModel("popular", 0), new ServedModel("groups", GROUPS)),
                SessionPolicy.DEFAULT,
                Map.of("seed", "1"),
                users,
                products);
    }

    private RankedList list(ListKey key, int length, int seed) {
        return new RankedList(key, scored(length, new SplittableRandom(seed)));
    }

    private ProductFacts facts(int product) {
        SplittableRandom random = new SplittableRandom(product);
        List<Double> affinities =
                random.doubles(GROUPS).map(value -> value * value).boxed().toList();
        return new ProductFacts(
                id(product),
                NAME + product,
                categoryOf(product),
                OptionalDouble.of(price(product)),
                true,
                affinities,
                scored(NEXT, random));
    }

    /** No product twice: they follow one another from a random one on. */
    private List<ScoredProduct> scored(int length, SplittableRandom random) {
        int first = random.nextInt(products);
        return IntStream.range(0, Math.min(length, products))
                .mapToObj(place -> new ScoredProduct(id((first + place) % products), random.nextDouble() / (1 + place)))
                .toList();
    }

    private static String id(int product) {
        return Integer.toString(FIRST_ID + product);
    }

    private static double price(int product) {
        return product % 1_000 + 0.99;
    }

    private CategoryPath categoryOf(int product) {
        return category(product % categories());
    }

    private int categories() {
        return Math.min(MOST_CATEGORIES, 1 + products / PRODUCTS_PER_CATEGORY);
    }

    private static CategoryPath category(int node) {
        return CategoryPath.parse("Gry i konsole;Gry na konsole;Gry Xbox " + node);
    }
}

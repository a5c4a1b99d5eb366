package com.eszoppping.recommendations.api;

import com.eszoppping.recommendations.ranking.CatalogueEntry;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.ranking.ScoredProduct;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import com.eszoppping.recommendations.store.ControlCopies;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.LocalDynamo;
import com.eszoppping.recommendations.store.ManifestDraft;
import com.eszoppping.recommendations.store.Member;
import com.eszoppping.recommendations.store.Publication;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.store.Versions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** A version in DynamoDB Local of six games, of two groups and of the users u0 to u9. */
final class PublishedShop {
    static final VersionId VERSION = VersionId.parse("20261124T020000Z-3f2a91c0");
    static final CategoryPath GAMES = CategoryPath.parse("Gry");

    private static final List<String> GAME_IDS =
            IntStream.range(0, 6).mapToObj(number -> "g" + number).toList();

    private PublishedShop() {}

    /**
     * Publishes it.
     *
     * @param clock tells when that was; lists that are missing are looked for again in the minute after
     * @return the name of the table
     */
    static String publish(InstantSource clock) {
        String tableName = LocalDynamo.newTable();
        try (Table table = new DynamoTable(LocalDynamo.clientBuilder().build(), tableName)) {
            Publication publication = new Versions(table, clock, ControlCopies.none())
                    .begin(VERSION, Duration.ofDays(30), Deadline.never());
            publication.putCategories(List.of(GAMES));
            publication.putCatalogue(GAME_IDS.stream()
                    .map(id -> new CatalogueEntry(id, "Gra " + id, GAMES, OptionalDouble.of(9.99), true))
                    .toList());
            for (String model : List.of("popular", "groups")) {
                for (CategoryPath category : List.of(CategoryPath.STORE, GAMES)) {
                    publication.put(list(ListKey.forEverybody(model, category)));
                }
            }
            for (int group = 0; group < 2; group++) {
                publication.put(list(ListKey.forGroup("groups", group, GAMES)));
                publication.put(list(ListKey.forGroup("groups", group, CategoryPath.STORE)));
            }
            List<Member> members = new ArrayList<>();
            for (int user = 0; user < 10; user++) {
                members.add(new Member("u" + user, user % 2));
            }
            publication.putMembers(members);
            for (String id : GAME_IDS) {
                publication.put(new ProductFacts(
                        id,
                        "Gra " + id,
                        GAMES,
                        OptionalDouble.of(9.99),
                        true,
                        List.of(0.5, 0.5),
                        List.of(new ScoredProduct("g5", 0.5))));
            }
            List<ServedModel> models = List.of(
                    new ServedModel("popular", 0), new ServedModel("groups", 2), new ServedModel("next", 0, true));
            publication.goLive(
                    new ManifestDraft(models, SessionPolicy.DEFAULT, Map.of("seed", "1"), 10, GAME_IDS.size()));
        }
        return tableName;
    }

    private static RankedList list(ListKey key) {
        return new RankedList(
                key, GAME_IDS.stream().map(id -> new ScoredProduct(id, 0.5)).toList());
    }
}

package com.eszoppping.recommendations.store;

import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a version consists of. It is the last item of a version to be written, so a version that has one is complete.
 *
 * @param id the version
 * @param publishedAt when its last item was written
 * @param expiresAt from when on its items may vanish, to the second
 * @param models the models that it has lists of, from the simplest to the best
 * @param sessions how running sessions are read
 * @param users how many users the training saw
 * @param products how many products the training saw
 * @param membershipBuckets in how many buckets the users are packed; 0 if no user is in a group
 * @param categoryParts in how many parts the category tree is kept; 0 if the version has none
 * @param catalogueParts in how many parts the catalogue is kept; 0 if the version has none
 * @param reportParts in how many parts the training's report is kept; 0 if the version has none
 * @param groupInterests for each group of visitors, from 0, the categories that it likes more than the store does, the one it
 *     likes most first; none if nothing is told of the groups
 * @param count what was written before this item
 * @param lineage where the version comes from, as texts by name
 * @param heldBack why the version did not go live by itself, as a sentence; absent if it did
 */
public record Manifest(
        VersionId id,
        Instant publishedAt,
        Instant expiresAt,
        List<ServedModel> models,
        SessionPolicy sessions,
        int users,
        int products,
        int membershipBuckets,
        int categoryParts,
        int catalogueParts,
        int reportParts,
        List<List<CategoryPath>> groupInterests,
        WriteCount count,
        Map<String, String> lineage,
        Optional<String> heldBack) {
    private static final String INTERESTS = "categories";

    public Manifest {
        models = List.copyOf(models);
        lineage = Map.copyOf(lineage);
        groupInterests = groupInterests.stream().map(List::copyOf).toList();
    }

    /**
     * What a group likes more than the store does, the most liked category first.
     *
     * @return empty if there is no group, or nothing is told of it
     */
    public List<CategoryPath> interestsOf(OptionalInt group) {
        return group.isPresent() && group.getAsInt() < groupInterests.size()
                ? groupInterests.get(group.getAsInt())
                : List.of();
    }

    /**
     * The model that answers where none is asked for: the best one that can.
     *
     * @param viewed whether it is known what the visitor looked at just now
     */
    public ServedModel defaultModel(boolean viewed) {
        return models.stream()
                .filter(model -> viewed || !model.followsViewed())
                .reduce((simpler, better) -> better)
                .orElse(models.get(models.size() - 1));
    }

    Item toItem() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("version", new Value.Text(id.text()));
        fields.put("publishedAt", new Value.Text(publishedAt.toString()));
        fields.put(
                "models",
                new Value.Sequence(models.stream().map(Manifest::toFields).toList()));
        fields.put("sessions", toFields(sessions));
        fields.put("users", new Value.Whole(users));
        fields.put("products", new Value.Whole(products));
        fields.put("membershipBuckets", new Value.Whole(membershipBuckets));
        fields.put("categoryParts", new Value.Whole(categoryParts));
        fields.put("catalogueParts", new Value.Whole(catalogueParts));
        fields.put("reportParts", new Value.Whole(reportParts));
        fields.put(
                "groupInterests",
                new Value.Sequence(
                        groupInterests.stream().map(Manifest::toFields).toList()));
        fields.put("count", toFields(count));
        fields.put("lineage", toFields(lineage));
        heldBack.ifPresent(why -> fields.put("heldBack", new Value.Text(why)));
        return new Item(Keys.manifest(id), fields, Optional.of(expiresAt), 0);
    }

    static Manifest of(Item item) {
        Row row = Row.of(item);
        return new Manifest(
                VersionId.parse(row.text("version")),
                Instant.parse(row.text("publishedAt")),
                item.expiresAt().orElseThrow(() -> new IllegalStateException("'" + item.key() + "' has no expiry.")),
                row.rows("models").stream()
                        .map(model -> new ServedModel(
                                model.text("name"),
                                model.count("groups"),
                                model.has("followsViewed") && model.flag("followsViewed")))
                        .toList(),
                // Versions of older code did not learn it.
                row.has("sessions") ? sessionsOf(row.row("sessions")) : SessionPolicy.DEFAULT,
                row.count("users"),
                row.count("products"),
                row.count("membershipBuckets"),
                row.count("categoryParts"),
                // Versions of older code have no catalogue.
                row.has("catalogueParts") ? row.count("catalogueParts") : 0,
                // Nor reports and interests of groups.
                row.has("reportParts") ? row.count("reportParts") : 0,
                row.has("groupInterests") ? interestsOf(row.rows("groupInterests")) : List.of(),
                countOf(row.row("count")),
                lineageOf(row.row("lineage")),
                row.optionalText("heldBack"));
    }

    private static Value toFields(ServedModel model) {
        return new Value.Fields(Map.of(
                "name", new Value.Text(model.name()),
                "groups", new Value.Whole(model.groups()),
                "followsViewed", new Value.Flag(model.followsViewed())));
    }

    private static Value toFields(List<CategoryPath> interests) {
        List<Value> paths = interests.stream()
                .<Value>map(path -> new Value.Text(path.text()))
                .toList();
        return new Value.Fields(Map.of(INTERESTS, new Value.Sequence(paths)));
    }

    private static List<List<CategoryPath>> interestsOf(List<Row> groups) {
        return groups.stream()
                .map(group ->
                        group.texts(INTERESTS).stream().map(CategoryPath::parse).toList())
                .toList();
    }

    private static Value toFields(SessionPolicy policy) {
        return new Value.Fields(Map.of(
                "ageExponent",
                new Value.Real(policy.ageExponent()),
                "treatment",
                new Value.Text(policy.treatment().name()),
                "returnRates",
                reals(policy.returnRates()),
                "shares",
                reals(policy.shares())));
    }

    private static Value reals(List<Double> numbers) {
        return new Value.Sequence(numbers.stream().<Value>map(Value.Real::new).toList());
    }

    private static SessionPolicy sessionsOf(Row row) {
        return new SessionPolicy(
                row.real("ageExponent"),
                SessionPolicy.Treatment.valueOf(row.text("treatment")),
                row.reals("returnRates"),
                row.reals("shares"));
    }

    private static Value toFields(WriteCount count) {
        return new Value.Fields(Map.of(
                "items", new Value.Whole(count.items()),
                "bytes", new Value.Whole(count.bytes()),
                "writeUnits", new Value.Whole(count.writeUnits())));
    }

    private static Value toFields(Map<String, String> texts) {
        Map<String, Value> fields = new LinkedHashMap<>();
        texts.forEach((name, text) -> fields.put(name, new Value.Text(text)));
        return new Value.Fields(fields);
    }

    private static WriteCount countOf(Row row) {
        return new WriteCount(row.whole("items"), row.whole("bytes"), row.whole("writeUnits"));
    }

    private static Map<String, String> lineageOf(Row row) {
        Map<String, String> texts = new LinkedHashMap<>();
        row.fields().keySet().forEach(name -> texts.put(name, row.text(name)));
        return texts;
    }
}

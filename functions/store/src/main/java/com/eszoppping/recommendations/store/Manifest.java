package com.eszoppping.recommendations.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a version consists of. It is the last item of a version to be written, so a version that has one is complete.
 *
 * @param id the version
 * @param publishedAt when its last item was written
 * @param expiresAt from when on its items may vanish, to the second
 * @param models the models that it has lists of
 * @param users how many users the training saw
 * @param products how many products the training saw
 * @param membershipBuckets in how many buckets the users are packed; 0 if no user is in a group
 * @param categoryParts in how many parts the category tree is kept; 0 if the version has none
 * @param count what was written
 * @param lineage where the version comes from, as texts by name
 */
public record Manifest(
        VersionId id,
        Instant publishedAt,
        Instant expiresAt,
        List<ModelSummary> models,
        int users,
        int products,
        int membershipBuckets,
        int categoryParts,
        WriteCount count,
        Map<String, String> lineage) {
    public Manifest {
        models = List.copyOf(models);
        lineage = Map.copyOf(lineage);
    }

    /** The model that answers where none is asked for: the last one, since models stand from the simplest to the best. */
    public String defaultModel() {
        return models.get(models.size() - 1).name();
    }

    Item toItem() {
        return new Item(
                Keys.manifest(id),
                Map.of(
                        "version", new Value.Text(id.text()),
                        "publishedAt", new Value.Text(publishedAt.toString()),
                        "models",
                                new Value.Sequence(
                                        models.stream().map(Manifest::toFields).toList()),
                        "users", new Value.Whole(users),
                        "products", new Value.Whole(products),
                        "membershipBuckets", new Value.Whole(membershipBuckets),
                        "categoryParts", new Value.Whole(categoryParts),
                        "count", toFields(count),
                        "lineage", toFields(lineage)),
                Optional.of(expiresAt),
                0);
    }

    static Manifest of(Item item) {
        Row row = Row.of(item);
        return new Manifest(
                VersionId.parse(row.text("version")),
                Instant.parse(row.text("publishedAt")),
                item.expiresAt().orElseThrow(() -> new IllegalStateException("'" + item.key() + "' has no expiry.")),
                row.rows("models").stream()
                        .map(model -> new ModelSummary(model.text("name"), model.count("groups")))
                        .toList(),
                row.count("users"),
                row.count("products"),
                row.count("membershipBuckets"),
                row.count("categoryParts"),
                countOf(row.row("count")),
                lineageOf(row.row("lineage")));
    }

    private static Value toFields(ModelSummary model) {
        return new Value.Fields(
                Map.of("name", new Value.Text(model.name()), "groups", new Value.Whole(model.groups())));
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

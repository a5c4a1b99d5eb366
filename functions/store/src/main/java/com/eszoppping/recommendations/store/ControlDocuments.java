package com.eszoppping.recommendations.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Small JSON documents that people change and every version obeys, such as the experiments. What is in them is known to those
 * who write and read them. Each change is one conditional write and is copied.
 */
public final class ControlDocuments {
    private static final String JSON = "json";

    private final Table table;
    private final ControlCopies copies;

    /**
     * @param table where the documents are kept
     * @param copies hears of every change, after it
     */
    public ControlDocuments(Table table, ControlCopies copies) {
        this.table = table;
        this.copies = copies;
    }

    /**
     * Reads a document as it is now.
     *
     * @param name lower-case letters, digits and hyphens
     * @return nothing if it was never written
     * @throws TableUnavailableException if the table does not answer in time
     */
    public Optional<String> read(String name) {
        return table.readLatest(Keys.document(name)).map(ControlDocuments::text);
    }

    /** What an item of a document holds. */
    static String text(Item item) {
        return Row.of(item).text(JSON);
    }

    /**
     * Changes a document. If somebody else was faster, it is read and decided again.
     *
     * @param name lower-case letters, digits and hyphens
     * @param change makes the new text of the old one, if there is one; may be called several times
     * @return the new text
     * @throws DocumentTooLargeException if the new text is over 390 kB
     * @throws UncheckedIOException if the change is made but its copy failed
     * @throws TableUnavailableException if the table does not answer in time
     */
    public String change(String name, Function<Optional<String>, String> change) {
        while (true) {
            Optional<Item> seen = table.readLatest(Keys.document(name));
            String json = change.apply(seen.map(ControlDocuments::text));
            long revision = seen.map(Item::revision).orElse(0L);
            Item item =
                    new Item(Keys.document(name), Map.of(JSON, new Value.Text(json)), Optional.empty(), revision + 1);
            if (ItemSize.of(item) > ItemSize.MAX_BYTES) {
                throw new DocumentTooLargeException(name, ItemSize.of(item));
            }
            if (table.replace(item, revision)) {
                copy(name, json);
                return json;
            }
        }
    }

    /**
     * Puts a document back from its copy, where the table has none.
     *
     * @param name lower-case letters, digits and hyphens
     * @param json the copy
     * @return whether it was written; false means that the table has one
     * @throws TableUnavailableException if the table does not answer in time
     */
    public boolean restore(String name, String json) {
        return table.replace(new Item(Keys.document(name), Map.of(JSON, new Value.Text(json)), Optional.empty(), 1), 0);
    }

    private void copy(String name, String json) {
        try {
            copies.write(name + ".json", json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The change is made, but its copy " + name + ".json could not be written.", e);
        }
    }
}

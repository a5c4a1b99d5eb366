package com.eszoppping.recommendations.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fields read by name and kind. A field that is missing or of another kind means that something else wrote the item.
 *
 * @param where the item's key, for messages
 * @param fields the fields of the item, or of a map in it
 */
record Row(String where, Map<String, Value> fields) {
    static Row of(Item item) {
        return new Row(item.key(), item.fields());
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    String text(String name) {
        return field(name, Value.Text.class).value();
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    long whole(String name) {
        return field(name, Value.Whole.class).value();
    }

    int count(String name) {
        return Math.toIntExact(whole(name));
    }

    double real(String name) {
        return field(name, Value.Numeric.class).asDouble();
    }

    boolean flag(String name) {
        return field(name, Value.Flag.class).value();
    }

    Row row(String name) {
        return new Row(where, field(name, Value.Fields.class).values());
    }

    List<Row> rows(String name) {
        return elements(name, Value.Fields.class).stream()
                .map(element -> new Row(where, element.values()))
                .toList();
    }

    List<String> texts(String name) {
        return elements(name, Value.Text.class).stream().map(Value.Text::value).toList();
    }

    List<Double> reals(String name) {
        return elements(name, Value.Numeric.class).stream()
                .map(Value.Numeric::asDouble)
                .toList();
    }

    List<Integer> counts(String name) {
        return elements(name, Value.Whole.class).stream()
                .map(element -> Math.toIntExact(element.value()))
                .toList();
    }

    List<Boolean> flags(String name) {
        return elements(name, Value.Flag.class).stream().map(Value.Flag::value).toList();
    }

    private <V extends Value> List<V> elements(String name, Class<V> kind) {
        return field(name, Value.Sequence.class).values().stream()
                .map(element -> expect(name, element, kind))
                .toList();
    }

    private <V extends Value> V field(String name, Class<V> kind) {
        return expect(name, fields.get(name), kind);
    }

    private <V extends Value> V expect(String name, Value value, Class<V> kind) {
        if (!kind.isInstance(value)) {
            throw new IllegalStateException("The field '" + name + "' of the item '" + where + "' should hold a "
                    + kind.getSimpleName() + ", but it holds " + (value == null ? "nothing" : value) + ".");
        }
        return kind.cast(value);
    }
}

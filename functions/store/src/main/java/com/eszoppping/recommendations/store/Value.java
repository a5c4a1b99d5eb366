package com.eszoppping.recommendations.store;

import java.util.List;
import java.util.Map;

/** What a field of an item can hold. */
public sealed interface Value {
    /** A text, possibly empty. */
    record Text(String value) implements Value {}

    /** A whole number. */
    record Whole(long value) implements Value {}

    /** A finite number, kept to its last digit. */
    record Real(double value) implements Value {}

    /** A truth value. */
    record Flag(boolean value) implements Value {}

    /** Values in order. */
    record Sequence(List<Value> values) implements Value {
        public Sequence {
            values = List.copyOf(values);
        }
    }

    /** Values by name. */
    record Fields(Map<String, Value> values) implements Value {
        public Fields {
            values = Map.copyOf(values);
        }
    }
}

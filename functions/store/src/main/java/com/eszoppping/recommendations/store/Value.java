package com.eszoppping.recommendations.store;

import java.util.List;
import java.util.Map;

/** What a field of an item can hold. Every kind comes back from a table as it went in, except as {@link Real} says. */
public sealed interface Value {
    /**
     * A text, possibly empty. Tables keep UTF-8, so an unpaired surrogate, which UTF-8 cannot hold, becomes U+FFFD.
     */
    record Text(String value) implements Value {
        public Text {
            value = Utf8.wellFormed(value);
        }
    }

    /** A number, whole or not. Read a field that may hold either by {@link #asDouble()}. */
    sealed interface Numeric extends Value {
        /** The number as a double. */
        double asDouble();
    }

    /** A whole number. */
    record Whole(long value) implements Numeric {
        @Override
        public double asDouble() {
            return value;
        }
    }

    /**
     * A number kept to its last digit. DynamoDB does not tell 2.0 from 2, so a table may give back a {@link Whole} of
     * the same number.
     *
     * @param value finite, with a magnitude below {@value #LIMIT}. Magnitudes below {@value #SMALLEST}, which DynamoDB
     *     cannot hold, become 0, and so does minus 0: neither changes an order or a sum
     */
    record Real(double value) implements Numeric {
        private static final double LIMIT = 1e126;
        private static final double SMALLEST = 1e-130;

        public Real {
            if (!(Math.abs(value) < LIMIT)) {
                throw new IllegalArgumentException(
                        "A number in the table is finite and below 1e126 in magnitude, but this is " + value + ".");
            }
            if (Math.abs(value) < SMALLEST) {
                value = 0;
            }
        }

        @Override
        public double asDouble() {
            return value;
        }
    }

    /** A truth value. */
    record Flag(boolean value) implements Value {}

    /** Values in order. */
    record Sequence(List<Value> values) implements Value {
        public Sequence {
            values = List.copyOf(values);
        }
    }

    /**
     * Values by name.
     *
     * @param values no name is empty
     */
    record Fields(Map<String, Value> values) implements Value {
        public Fields {
            values = Map.copyOf(values);
            if (values.containsKey("")) {
                throw new IllegalArgumentException("A field has a name, but one of " + values.keySet() + " is empty.");
            }
        }
    }
}

package com.eszoppping.recommendations.store;

import java.time.Instant;
import java.util.Map;

/**
 * The size of an item as DynamoDB counts it, in bytes. Source: "DynamoDB item sizes and formats" in AWS's developer
 * guide. Each field counts its name and its value: a text its UTF-8 bytes, a truth value 1, a number 1, another for
 * each two significant digits and another for a minus, a list or a map 3 and, for each element, the element and 1.
 */
final class ItemSize {
    /** The largest item that DynamoDB takes. */
    static final int MAX_BYTES = 400 * 1_024;

    private static final int CONTAINER_BYTES = 3;
    private static final int ELEMENT_BYTES = 1;

    private ItemSize() {}

    /** The bytes of the whole item: its key, its fields and, where it has them, its expiry and its revision. */
    static int of(Item item) {
        int bytes = Utf8.length(Item.KEY_FIELD) + Utf8.length(item.key());
        for (Map.Entry<String, Value> field : item.fields().entrySet()) {
            bytes += Utf8.length(field.getKey()) + of(field.getValue());
        }
        if (item.expiresAt().isPresent()) {
            Instant expiry = item.expiresAt().get();
            bytes += Utf8.length(Item.EXPIRY_FIELD) + ofNumber(Long.toString(expiry.getEpochSecond()));
        }
        if (item.revision() > 0) {
            bytes += Utf8.length(Item.REVISION_FIELD) + ofNumber(Long.toString(item.revision()));
        }
        return bytes;
    }

    /** The bytes that a value adds to a list. */
    static int ofElement(Value value) {
        return ELEMENT_BYTES + of(value);
    }

    private static int of(Value value) {
        if (value instanceof Value.Text text) {
            return Utf8.length(text.value());
        }
        if (value instanceof Value.Whole whole) {
            return ofNumber(Long.toString(whole.value()));
        }
        if (value instanceof Value.Real real) {
            return ofNumber(Double.toString(real.value()));
        }
        if (value instanceof Value.Flag) {
            return 1;
        }
        int bytes = CONTAINER_BYTES;
        if (value instanceof Value.Sequence sequence) {
            for (Value element : sequence.values()) {
                bytes += ofElement(element);
            }
        } else if (value instanceof Value.Fields fields) {
            for (Map.Entry<String, Value> field : fields.values().entrySet()) {
                bytes += ELEMENT_BYTES + Utf8.length(field.getKey()) + of(field.getValue());
            }
        }
        return bytes;
    }

    /** Zeros before the first other digit and after the last one don't count, nor does the exponent. */
    private static int ofNumber(String number) {
        int significantDigits = 0;
        int zerosSince = 0;
        for (int i = 0; i < number.length() && number.charAt(i) != 'E'; i++) {
            char sign = number.charAt(i);
            if (sign == '0') {
                zerosSince += significantDigits > 0 ? 1 : 0;
            } else if (Character.isDigit(sign)) {
                significantDigits += zerosSince + 1;
                zerosSince = 0;
            }
        }
        int minus = number.charAt(0) == '-' ? 1 : 0;
        return 1 + (significantDigits + 1) / 2 + minus;
    }
}

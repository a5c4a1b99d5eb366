package com.eszoppping.recommendations.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items in DynamoDB's types: texts S, numbers N, truth values BOOL, sequences L, fields M. */
final class DynamoItems {
    private DynamoItems() {}

    static Map<String, AttributeValue> toAttributes(Item item) {
        Map<String, AttributeValue> attributes = toAttributes(item.fields());
        attributes.put(Item.KEY_FIELD, AttributeValue.fromS(item.key()));
        item.expiresAt().ifPresent(time -> attributes.put(Item.EXPIRY_FIELD, number(time.getEpochSecond())));
        if (item.revision() > 0) {
            attributes.put(Item.REVISION_FIELD, number(item.revision()));
        }
        return attributes;
    }

    static Item toItem(Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> rest = new HashMap<>(attributes);
        AttributeValue key = rest.remove(Item.KEY_FIELD);
        AttributeValue expiry = rest.remove(Item.EXPIRY_FIELD);
        AttributeValue revision = rest.remove(Item.REVISION_FIELD);
        return new Item(
                key.s(),
                toValues(rest),
                Optional.ofNullable(expiry).map(time -> Instant.ofEpochSecond(Long.parseLong(time.n()))),
                revision == null ? 0 : Long.parseLong(revision.n()));
    }

    static Map<String, AttributeValue> keyOf(String key) {
        return Map.of(Item.KEY_FIELD, AttributeValue.fromS(key));
    }

    static String keyIn(Map<String, AttributeValue> attributes) {
        return attributes.get(Item.KEY_FIELD).s();
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static Map<String, AttributeValue> toAttributes(Map<String, Value> fields) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        fields.forEach((name, value) -> attributes.put(name, toAttribute(value)));
        return attributes;
    }

    private static AttributeValue toAttribute(Value value) {
        if (value instanceof Value.Text text) {
            return AttributeValue.fromS(text.value());
        }
        if (value instanceof Value.Whole whole) {
            return number(whole.value());
        }
        if (value instanceof Value.Real real) {
            return AttributeValue.fromN(Double.toString(real.value()));
        }
        if (value instanceof Value.Flag flag) {
            return AttributeValue.fromBool(flag.value());
        }
        if (value instanceof Value.Sequence sequence) {
            return AttributeValue.fromL(
                    sequence.values().stream().map(DynamoItems::toAttribute).toList());
        }
        return AttributeValue.fromM(toAttributes(((Value.Fields) value).values()));
    }

    private static Map<String, Value> toValues(Map<String, AttributeValue> attributes) {
        Map<String, Value> values = new HashMap<>();
        attributes.forEach((name, attribute) -> values.put(name, toValue(attribute)));
        return values;
    }

    private static Value toValue(AttributeValue attribute) {
        return switch (attribute.type()) {
            case S -> new Value.Text(attribute.s());
            case N -> toNumber(attribute.n());
            case BOOL -> new Value.Flag(attribute.bool());
            case L -> new Value.Sequence(toValues(attribute.l()));
            case M -> new Value.Fields(toValues(attribute.m()));
            default -> throw new IllegalStateException("No field here is of DynamoDB's type " + attribute.type() + ".");
        };
    }

    private static List<Value> toValues(List<AttributeValue> attributes) {
        return attributes.stream().map(DynamoItems::toValue).toList();
    }

    private static Value toNumber(String digits) {
        if (digits.indexOf('.') >= 0 || digits.indexOf('E') >= 0) {
            return new Value.Real(Double.parseDouble(digits));
        }
        try {
            return new Value.Whole(Long.parseLong(digits));
        } catch (NumberFormatException tooLong) {
            return new Value.Real(Double.parseDouble(digits));
        }
    }
}

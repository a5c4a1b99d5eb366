package com.eszoppping.recommendations.catalogue;

import com.eszoppping.recommendations.lines.IdBytes;
import com.eszoppping.recommendations.lines.JsonObjectLine;
import com.eszoppping.recommendations.lines.RejectReason;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** Reads a line of the catalogue. Holds the last one read. Not thread-safe. */
final class CatalogueLineParser {
    private final IdBytes id = new IdBytes();
    private String name = "";
    private String category = "";
    private boolean categoryUnusable;
    private double price;
    private boolean priceUnusable;
    private double rating;
    private boolean ratingUnusable;
    private boolean available;
    private long unknownFields;
    private long unknownFieldsOfLine;

    /**
     * Reads the line {@code bytes[from, to)}.
     *
     * @return why it can't be used, or nothing; then {@link #line} has it
     */
    Optional<RejectReason> parse(byte[] bytes, int from, int to) {
        clear();
        Optional<RejectReason> broken = JsonObjectLine.parse(bytes, from, to, this::take);
        if (broken.isPresent()) {
            return broken;
        }
        unknownFields += unknownFieldsOfLine;
        if (id.isInvalid()) {
            return Optional.of(RejectReason.NOT_AN_ID);
        }
        return id.isPresent() ? Optional.empty() : Optional.of(RejectReason.MISSING_PRODUCT_ID);
    }

    CatalogueLine line() {
        return new CatalogueLine(
                id.toString(),
                name,
                category,
                categoryUnusable,
                price,
                priceUnusable,
                rating,
                ratingUnusable,
                available);
    }

    /** Fields met so far that we don't know. */
    long unknownFields() {
        return unknownFields;
    }

    private void clear() {
        id.clear();
        name = "";
        category = "";
        categoryUnusable = false;
        price = Double.NaN;
        priceUnusable = false;
        rating = Double.NaN;
        ratingUnusable = false;
        available = true;
        unknownFieldsOfLine = 0;
    }

    private void take(String field, JsonParser value) throws IOException {
        switch (field) {
            case "product_id" -> id.read(value);
            case "product_name" -> name = scalarText(value);
            case "category_path" -> {
                boolean isText = value.currentToken() == JsonToken.VALUE_STRING;
                category = isText ? value.getText() : "";
                categoryUnusable = !isText && value.currentToken() != JsonToken.VALUE_NULL;
            }
            case "price" -> {
                price = number(value);
                priceUnusable = Double.isNaN(price) && value.currentToken() != JsonToken.VALUE_NULL;
            }
            case "user_rating" -> {
                rating = number(value);
                ratingUnusable = Double.isNaN(rating) && value.currentToken() != JsonToken.VALUE_NULL;
            }
            case "available" -> available = value.currentToken() != JsonToken.VALUE_FALSE;
            default -> unknownFieldsOfLine++;
        }
    }

    private static double number(JsonParser value) throws IOException {
        return value.currentToken().isNumeric() ? value.getDoubleValue() : Double.NaN;
    }

    private static String scalarText(JsonParser value) throws IOException {
        boolean hasText = value.currentToken().isScalarValue() && value.currentToken() != JsonToken.VALUE_NULL;
        return hasText ? value.getText() : "";
    }
}

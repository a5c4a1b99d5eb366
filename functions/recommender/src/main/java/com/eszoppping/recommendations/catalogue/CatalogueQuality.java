package com.eszoppping.recommendations.catalogue;

import com.eszoppping.recommendations.lines.LineCounts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How clean the catalogue was. Every line is blank, rejected, a duplicate, conflicting, or one of the products.
 *
 * @param read what became of the lines
 * @param products products in the catalogue
 * @param duplicateLines lines equal to another one in every field we know
 * @param conflictingLines lines left out because another line describes the same product differently
 * @param pricesRepairedBySign prices that were negative
 * @param pricesRepairedByFactor prices that were a million times too high
 * @param pricesDropped values that are no price and can't be repaired
 * @param ratingsDropped values that are no rating
 * @param namesUnescaped names that had HTML entities
 * @param namesCut names that were too long
 * @param categoriesDropped categories that are no text, too long or too deep
 * @param withoutPrice products without a price, dropped ones included
 * @param withoutRating products without a rating, dropped ones included
 * @param withoutCategory products in no category, dropped ones included
 * @param unavailable products that the store doesn't sell now
 * @param unknownFields fields that we don't know, over all lines
 */
public record CatalogueQuality(
        LineCounts read,
        long products,
        long duplicateLines,
        long conflictingLines,
        long pricesRepairedBySign,
        long pricesRepairedByFactor,
        long pricesDropped,
        long ratingsDropped,
        long namesUnescaped,
        long namesCut,
        long categoriesDropped,
        long withoutPrice,
        long withoutRating,
        long withoutCategory,
        long unavailable,
        long unknownFields) {

    /** Every count by its name, for a report; always in the same order, rejections only where they occurred. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        read.addTo(counts);
        counts.put("products", products);
        counts.put("duplicateLines", duplicateLines);
        counts.put("conflictingLines", conflictingLines);
        counts.put("pricesRepairedBySign", pricesRepairedBySign);
        counts.put("pricesRepairedByFactor", pricesRepairedByFactor);
        counts.put("pricesDropped", pricesDropped);
        counts.put("ratingsDropped", ratingsDropped);
        counts.put("namesUnescaped", namesUnescaped);
        counts.put("namesCut", namesCut);
        counts.put("categoriesDropped", categoriesDropped);
        counts.put("withoutPrice", withoutPrice);
        counts.put("withoutRating", withoutRating);
        counts.put("withoutCategory", withoutCategory);
        counts.put("unavailable", unavailable);
        counts.put("unknownFields", unknownFields);
        return counts;
    }
}

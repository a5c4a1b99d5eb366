package com.eszoppping.recommendations.generator;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** What is wrong with the catalogue, by product; a product has at most one kind. */
final class CatalogueDirt {
    static final CatalogueDirt NONE = new CatalogueDirt(Map.of());

    private static final double SHARE_MISSING = 0.01;
    private static final double SHARE_NEGATED = 0.05;
    private static final double SHARE_INFLATED = 0.04;
    private static final double SHARE_WITH_ENTITY = 0.08;
    private static final long INFLATION = 1_000_000;

    private final Map<Integer, DirtKind> byProduct;

    private CatalogueDirt(Map<Integer, DirtKind> byProduct) {
        this.byProduct = byProduct;
    }

    /** Draws as many products of each kind as its share says, at least one. */
    static CatalogueDirt draw(Assortment assortment, SplittableRandom random, DirtCounts counts) {
        CatalogueDirt dirt = new CatalogueDirt(new HashMap<>());
        dirt.drawKind(DirtKind.MISSING_PRODUCT, SHARE_MISSING, assortment.size(), random, counts);
        dirt.drawKind(DirtKind.NEGATED_PRICE, SHARE_NEGATED, assortment.size(), random, counts);
        dirt.drawKind(DirtKind.INFLATED_PRICE, SHARE_INFLATED, assortment.size(), random, counts);
        dirt.drawKind(DirtKind.HTML_ENTITY, SHARE_WITH_ENTITY, assortment.size(), random, counts);
        return dirt;
    }

    private void drawKind(DirtKind kind, double share, int products, SplittableRandom random, DirtCounts counts) {
        long wanted = Math.max(1, Math.round(share * products));
        for (long drawn = 0; drawn < wanted; ) {
            if (byProduct.putIfAbsent(random.nextInt(products), kind) == null) {
                counts.add(kind);
                drawn++;
            }
        }
    }

    boolean isMissing(int product) {
        return byProduct.get(product) == DirtKind.MISSING_PRODUCT;
    }

    /** A price in grosze as the catalogue has it. */
    long price(int product, int price) {
        if (byProduct.get(product) == DirtKind.NEGATED_PRICE) {
            return -price;
        }
        return byProduct.get(product) == DirtKind.INFLATED_PRICE ? price * INFLATION : price;
    }

    /** A name as the catalogue has it. Not every name has a sign that needs an entity, but every name has a blank. */
    String name(int product, String name) {
        if (byProduct.get(product) != DirtKind.HTML_ENTITY) {
            return name;
        }
        String escaped = name.replace("&", "&amp;").replace("'", "&#39;");
        return escaped.equals(name) ? name.replaceFirst(" ", "&nbsp;") : escaped;
    }
}

package com.eszoppping.recommendations.simulation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Somebody who looks at a few lists one after the other, clicks on some, buys a little of that and gives a little of it back. How
 * keen one is differs, so that the lists of one visitor are alike, as in life.
 */
final class SimulatedVisitor {
    static final double LEAST_KEEN = 0.5;
    static final double KEENEST = 1.5;
    private static final int MOST_LISTS = 6;
    private static final double STAYS_AT_A_PLACE = 0.35;
    private static final double BUYS = 0.15;
    private static final double GIVES_BACK = 0.1;

    private final String id;
    private final SplittableRandom random;
    private final List<String> viewed = new ArrayList<>();
    private final ArrayNode events = JsonNodeFactory.instance.arrayNode();

    SimulatedVisitor(String id, SplittableRandom random) {
        this.id = id;
        this.random = random;
    }

    /**
     * Comes, looks and goes.
     *
     * @param control the variant whose lists are clicked on with the probability itself; others with {@code 1 + effect} times it
     */
    Visit visit(Shop shop, String control, double clickProbability, double effect) {
        double keen = random.nextDouble(LEAST_KEEN, KEENEST);
        int lists = 1 + random.nextInt(MOST_LISTS);
        String variant = null;
        for (int i = 0; i < lists; i++) {
            Shop.Served list = shop.recommendations(id, viewed);
            variant = list.variant().orElse(variant);
            boolean better =
                    list.variant().filter(name -> !name.equals(control)).isPresent();
            double probability = keen * clickProbability * (better ? 1 + effect : 1);
            if (random.nextDouble() < probability && !list.productIds().isEmpty()) {
                click(list);
            }
        }
        if (!events.isEmpty()) {
            shop.report(events);
        }
        return new Visit(variant, lists);
    }

    /**
     * @param variant null if the visitor takes no part in the experiment
     */
    record Visit(String variant, int lists) {}

    private void click(Shop.Served list) {
        String product = chosen(list.productIds());
        add("click", product).put("recommendationId", list.recommendationId());
        viewed.add(product);
        if (random.nextDouble() < BUYS) {
            String purchase = "p-" + id + "-" + viewed.size();
            add("purchase", product).put("purchaseId", purchase);
            if (random.nextDouble() < GIVES_BACK) {
                add("return", product).put("purchaseId", purchase);
            }
        }
    }

    /** The first places are looked at most. */
    private String chosen(List<String> products) {
        int place = 0;
        while (place < products.size() - 1 && random.nextDouble() > STAYS_AT_A_PLACE) {
            place++;
        }
        return products.get(place);
    }

    private ObjectNode add(String type, String product) {
        return events.addObject()
                .put("type", type)
                .put("productId", product)
                .put("visitorId", id)
                .put("sessionId", "s-" + id);
    }
}

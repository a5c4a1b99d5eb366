package com.eszoppping.recommendations.groups;

import com.eszoppping.recommendations.model.Blocks;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.ejml.data.DMatrixRMaj;

/**
 * Some of the shoppers, each with everything that the log knows of them. Sums over all parts are what {@link GroupSearch} needs.
 * Immutable.
 */
public final class ShopperPart implements Serializable {
    private static final long serialVersionUID = 1;

    private final String[] ids;
    private final Interactions interactions;
    private final int[] events;
    private final double[] weights;

    /**
     * A part with some shoppers.
     *
     * @param products how many the catalogue has
     * @param rows by the shoppers' ids, in an order that doesn't depend on chance; no shopper is in two parts
     */
    public ShopperPart(int products, List<Map.Entry<String, UserRow>> rows) {
        List<UserRow> values = rows.stream().map(Map.Entry::getValue).toList();
        ids = rows.stream().map(Map.Entry::getKey).toArray(String[]::new);
        interactions = Interactions.of(products, values);
        events =
                values.stream().flatMapToInt(row -> Arrays.stream(row.events())).toArray();
        weights = values.stream()
                .flatMapToDouble(row -> Arrays.stream(row.weights()))
                .toArray();
    }

    /** How many shoppers are in this part. */
    public int size() {
        return ids.length;
    }

    /** The part's share of what {@link GroupSearch#takeGram} wants. */
    public double[] timesGram(double[] basis) {
        DMatrixRMaj columns = DMatrixRMaj.wrap(interactions.products(), basis.length / interactions.products(), basis);
        try (Blocks blocks = new Blocks(1)) {
            return TasteSpace.timesGram(interactions, columns, blocks).data;
        }
    }

    /** Where the shoppers stand, one place after the other. */
    public float[] places(TasteSpace space) {
        try (Blocks blocks = new Blocks(1)) {
            return space.place(interactions, blocks);
        }
    }

    /** The part's share of what {@link GroupSearch#takeSums} wants. */
    public CentreSums assign(TasteSpace space, double[] centres) {
        return new CentreSums(assign(space, centres, new int[size()]));
    }

    private SphericalKMeans.Sums assign(TasteSpace space, double[] centres, int[] groupOf) {
        try (Blocks blocks = new Blocks(1)) {
            return new SphericalKMeans(space.place(interactions, blocks), space.dimensions(), blocks)
                    .assign(centres, centres.length / space.dimensions(), groupOf);
        }
    }

    /** Hands out each shopper's id and group. */
    public void members(TasteSpace space, double[] centres, ObjIntConsumer<String> out) {
        int[] groupOf = new int[size()];
        assign(space, centres, groupOf);
        for (int shopper = 0; shopper < ids.length; shopper++) {
            out.accept(ids[shopper], groupOf[shopper]);
        }
    }

    /** What the shoppers of each group did. */
    public GroupCounts counts(TasteSpace space, double[] centres) {
        int[] groupOf = new int[size()];
        assign(space, centres, groupOf);
        GroupCounts counts = GroupCounts.none(centres.length / space.dimensions(), interactions.products());
        for (int shopper = 0; shopper < ids.length; shopper++) {
            long all = 0;
            for (int entry = interactions.rowStart(shopper); entry < interactions.rowEnd(shopper); entry++) {
                counts.events()[groupOf[shopper]][interactions.column(entry)] += events[entry];
                counts.weights()[groupOf[shopper]][interactions.column(entry)] += weights[entry];
                all += events[entry];
            }
            counts.addUser(groupOf[shopper], all);
        }
        return counts;
    }
}

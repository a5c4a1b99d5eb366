package com.eszoppping.recommendations.groups;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.model.Blocks;
import com.eszoppping.recommendations.model.FittedModel;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Finds groups among shoppers who are too many for one process: the same steps as {@link Groups}, each of which needs one sum over
 * all {@link ShopperPart}s. First the directions of taste, then centres, which are found on a sample and settled on all shoppers.
 * Not thread-safe.
 */
public final class GroupSearch {
    private final GroupsOptions options;
    private final long seed;
    private final long users;
    private final TasteSpace.Search search;
    private double[] centres;
    private double cosines = Double.NEGATIVE_INFINITY;
    private int iterations;
    private boolean settled;
    private int[] bySize;

    /**
     * Begins a search.
     *
     * @param users how many shoppers there are, above 0
     * @param products how many the catalogue has
     */
    public GroupSearch(GroupsOptions options, long users, int products, long seed) {
        this.options = options;
        this.seed = seed;
        this.users = users;
        this.search = new TasteSpace.Search(users, products, options.dimensions(), seed);
    }

    /** The basis that is to be multiplied next, row after row; nothing once the directions are found. */
    public Optional<double[]> basis() {
        return search.space().isPresent() ? Optional.empty() : Optional.of(search.basis().data);
    }

    /** Takes the sum of {@link ShopperPart#timesGram} over all parts; the array is used. */
    public void takeGram(double[] sum) {
        search.take(DMatrixRMaj.wrap(search.basis().numRows, search.basis().numCols, sum));
    }

    /**
     * The directions in which tastes differ.
     *
     * @throws IllegalStateException if they are not found yet
     */
    public TasteSpace space() {
        return search.space().orElseThrow(() -> new IllegalStateException("The directions are not found yet."));
    }

    /**
     * Finds centres on a sample.
     *
     * @param places of some shoppers, one after the other, in an order that doesn't depend on chance
     * @param threads how many may work
     */
    public void start(float[] places, int threads) {
        int groups = (int) Math.min(options.groups(), Math.min(users, places.length / space().dimensions()));
        try (Blocks blocks = new Blocks(threads)) {
            centres = SphericalKMeans.group(places, space().dimensions(), groups, seed, blocks)
                    .centres();
        }
    }

    /** The centres, row after row; once they are settled, in the order of the groups' numbers. */
    public double[] centres() {
        return centres.clone();
    }

    /**
     * Takes the sums of {@link ShopperPart#assign} over all parts.
     *
     * @return whether the centres go on moving, so that another sum is needed
     */
    public boolean takeSums(CentreSums all) {
        SphericalKMeans.Sums sums = all.sums();
        settled = sums.isSettled(cosines) || iterations++ == SphericalKMeans.MAX_ITERATIONS;
        if (settled) {
            bySize = Shoppers.bySize(sums.sizes(), group -> group);
            centres = inOrder(centres, bySize);
        } else {
            cosines = sums.cosines();
            centres = sums.centres();
        }
        return !settled;
    }

    private double[] inOrder(double[] all, int[] order) {
        int dimensions = space().dimensions();
        double[] ordered = new double[all.length];
        for (int number = 0; number < order.length; number++) {
            System.arraycopy(all, order[number] * dimensions, ordered, number * dimensions, dimensions);
        }
        return ordered;
    }

    /**
     * The model, for the settled centres.
     *
     * @param events for each product, the sum of its events' weights, nobody's included
     * @param counts those of all parts
     * @param groupOf the group of each user that the model will be asked about, {@link Groups#NO_GROUP} for none
     */
    public FittedModel fitted(Catalogue catalogue, double[] events, GroupCounts counts, int[] groupOf) {
        if (!settled) {
            throw new IllegalStateException("The centres are not settled yet.");
        }
        int[] numbers = new int[bySize.length];
        Arrays.setAll(numbers, number -> number);
        Shoppers shoppers = new Shoppers(
                groupOf.clone(), numbers.length, Affinities.of(space(), centres, numbers, catalogue.size()));
        return new GroupPopularity(catalogue, shoppers, options.shrinkage(), events, counts.weights());
    }
}

package com.eszoppping.recommendations.generator;

import java.util.SplittableRandom;

/**
 * The latent groups of shoppers. A group has its own likings for departments and categories, for brands and series, and
 * for a level of prices. Nothing of it is written to the files: it is what models have to find out.
 */
final class Interests {
    static final int GROUPS = 12;

    private static final double SPREAD_OF_DEPARTMENTS = 1.3;
    private static final double SPREAD_OF_LEAVES = 1.1;
    private static final double PRICE_LEVEL_SPREAD = 0.5;
    private static final double PRICE_TOLERANCE = 0.7;
    private static final double SHARE_OF_LOVED_MAKERS = 0.25;
    private static final double SHARE_OF_DISLIKED_MAKERS = 0.3;
    private static final double LOVED = 1;
    private static final double ACCEPTED = 0.35;
    private static final double DISLIKED = 0.1;

    private final Assortment assortment;
    private final long salt;
    private final double[][] leafSums = new double[GROUPS][];
    private final double[] priceLevel = new double[GROUPS];

    Interests(Assortment assortment, SplittableRandom random) {
        this.assortment = assortment;
        salt = random.nextLong();
        double[] size = leafSizes();
        for (int group = 0; group < GROUPS; group++) {
            priceLevel[group] = PRICE_LEVEL_SPREAD * random.nextGaussian();
            leafSums[group] = RunningSums.of(drawLeafLikings(size, random));
        }
    }

    /** A category that a member of the group wants to look at. */
    int drawLeaf(int group, SplittableRandom random) {
        return RunningSums.draw(leafSums[group], 0, leafSums[group].length, random);
    }

    /** How much a member of the group likes a product of a category that is being looked at, above 0 up to 1. */
    double liking(int group, int product) {
        double distance = (assortment.priceLevel[product] - priceLevel[group]) / PRICE_TOLERANCE;
        return makerLiking(group, assortment.maker[product]) / (1 + distance * distance);
    }

    private double makerLiking(int group, int maker) {
        double luck = StableHash.fraction(salt + group, maker);
        if (luck < SHARE_OF_LOVED_MAKERS) {
            return LOVED;
        }
        return luck < 1 - SHARE_OF_DISLIKED_MAKERS ? ACCEPTED : DISLIKED;
    }

    /** Large categories draw more people, but not in proportion. */
    private double[] leafSizes() {
        double[] sizes = new double[assortment.leaves.size()];
        for (int leaf = 0; leaf < sizes.length; leaf++) {
            sizes[leaf] = Math.sqrt(assortment.leafStart[leaf + 1] - assortment.leafStart[leaf]);
        }
        return sizes;
    }

    private double[] drawLeafLikings(double[] size, SplittableRandom random) {
        double[] likings = new double[size.length];
        long groupSalt = random.nextLong();
        for (int leaf = 0; leaf < size.length; leaf++) {
            long department = assortment.leaves.get(leaf).department().hashCode();
            double ofDepartment = new SplittableRandom(StableHash.bits(groupSalt, department)).nextGaussian();
            double ofLeaf = random.nextGaussian();
            likings[leaf] =
                    size[leaf] * StrictMath.exp(SPREAD_OF_DEPARTMENTS * ofDepartment + SPREAD_OF_LEAVES * ofLeaf);
        }
        return likings;
    }
}

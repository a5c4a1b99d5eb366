package com.eszoppping.recommendations.generator;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The products of the store, as columns. A product is known by its place: leaf by leaf, inside a leaf by maker (brand or
 * series of games), inside a maker by price, as if on a shelf. So neighbours are similar, which the sessions use.
 */
final class Assortment {
    private static final long FIRST_PRODUCT_ID = 1_001;
    private static final int FEWEST_IN_A_LEAF = 2;
    private static final double SPREAD_OF_LEAF_SIZES = 0.7;
    private static final double GAMES_PER_OTHER_PRODUCT = 1.6;
    private static final double PRICE_SPREAD = 0.5;
    private static final double ZIPF_EXPONENT = 0.9;
    private static final double QUALITY_ON_DEMAND = 0.3;
    private static final double SHARE_ARRIVING = 0.15;
    private static final int OLDEST_DAYS = 720;
    private static final double SHARE_FADING = 0.35;
    private static final int SHORTEST_HALF_LIFE_DAYS = 15;
    private static final int LONGEST_HALF_LIFE_DAYS = 60;
    private static final double SHARE_UNRATED = 0.08;
    private static final double SHARE_UNRATED_ARRIVING = 0.6;
    private static final double MEAN_RATING = 3.8;
    private static final double RATING_SPREAD = 0.8;
    private static final double QUALITY_IN_RATING = 0.6;

    final List<Leaf> leaves;
    /** First place of each leaf, and one more entry: the number of products. */
    final int[] leafStart;
    /** Leaf of each product. */
    final short[] leafOf;
    /** A product's number under which it is sold, 0 to size − 1: its id without the offset. */
    final int[] number;
    /** Brand or series; see {@link ProductNames}. */
    final int[] maker;
    /** How many products of the same maker and leaf stand before it on the shelf. */
    final int[] rankOfMaker;
    /** In grosze, a hundredth of a zloty. */
    final int[] price;
    /** Logarithm of the price against the leaf's usual price: 0 is usual, −0.7 half, 0.7 double. */
    final float[] priceLevel;
    /** In tenths, 10 to 50; 0 for none. */
    final byte[] rating;
    /** What shoppers think of it, standard normal; the rating shows it with noise. */
    final float[] quality;
    /** How much it is asked for before trends, above 0. */
    final float[] demand;
    /** The day on which it can first be seen; below 0 for days before the log begins. */
    final short[] arrivalDay;
    /** In days; infinite for products that don't fade. */
    final float[] halfLife;

    private final SplittableRandom random;

    Assortment(int products, int days, SplittableRandom random) {
        this.random = random;
        leaves = CategoryNames.forStoreOf(products, random);
        leafStart = leafStarts(products);
        leafOf = new short[products];
        number = shuffledNumbers(products);
        maker = new int[products];
        rankOfMaker = new int[products];
        price = new int[products];
        priceLevel = new float[products];
        rating = new byte[products];
        quality = new float[products];
        demand = new float[products];
        arrivalDay = new short[products];
        halfLife = new float[products];
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            fillShelf(leaf, days);
        }
    }

    int size() {
        return number.length;
    }

    long id(int product) {
        return FIRST_PRODUCT_ID + number[product];
    }

    String name(int product) {
        int leaf = leafOf[product];
        return ProductNames.name(leaves.get(leaf), leaf, maker[product], rankOfMaker[product]);
    }

    /** Places in the order of the ids. */
    int[] byId() {
        int[] places = new int[size()];
        for (int product = 0; product < places.length; product++) {
            places[number[product]] = product;
        }
        return places;
    }

    private int[] leafStarts(int products) {
        double[] sizes = new double[leaves.size()];
        for (int leaf = 0; leaf < sizes.length; leaf++) {
            double typical = leaves.get(leaf).goods() == Goods.GAME ? GAMES_PER_OTHER_PRODUCT : 1;
            sizes[leaf] = typical * StrictMath.exp(SPREAD_OF_LEAF_SIZES * random.nextGaussian());
        }
        RunningSums.of(sizes);
        int free = products - FEWEST_IN_A_LEAF * sizes.length;
        int[] starts = new int[sizes.length + 1];
        for (int leaf = 1; leaf <= sizes.length; leaf++) {
            long ofFree = Math.round(free * sizes[leaf - 1] / sizes[sizes.length - 1]);
            starts[leaf] = (int) ((long) FEWEST_IN_A_LEAF * leaf + ofFree);
        }
        return starts;
    }

    private int[] shuffledNumbers(int products) {
        int[] numbers = new int[products];
        for (int i = 1; i < products; i++) {
            int other = random.nextInt(i + 1);
            numbers[i] = numbers[other];
            numbers[other] = i;
        }
        return numbers;
    }

    private void fillShelf(int leaf, int days) {
        int from = leafStart[leaf];
        int to = leafStart[leaf + 1];
        Arrays.fill(leafOf, from, to, (short) leaf);
        ProductNames.drawMakers(leaves.get(leaf), maker, from, to, random);
        for (int start = from; start < to; ) {
            int end = start;
            while (end < to && maker[end] == maker[start]) {
                rankOfMaker[end] = end - start;
                end++;
            }
            drawPrices(leaves.get(leaf), start, end);
            start = end;
        }
        for (int product = from; product < to; product++) {
            drawLife(product, days);
            drawRating(product);
        }
        drawDemand(from, to);
    }

    private void drawPrices(Leaf leaf, int from, int to) {
        double premium =
                0.5 * (StableHash.fraction(maker[from], leaf.goods().name().hashCode()) - 0.5);
        for (int product = from; product < to; product++) {
            price[product] = tagged(leaf.usualPrice() * StrictMath.exp(premium + PRICE_SPREAD * random.nextGaussian()));
        }
        Arrays.sort(price, from, to);
        for (int product = from; product < to; product++) {
            priceLevel[product] = (float) StrictMath.log(price[product] / 100.0 / leaf.usualPrice());
        }
    }

    /** The price as shops like to write it: 17.99, 349.00, 2 899.00; in grosze. */
    private static int tagged(double zloty) {
        if (zloty < 200) {
            return Math.max(1, (int) zloty) * 100 + 99;
        }
        int step = zloty < 1_000 ? 10 : 100;
        return ((int) Math.round(zloty / step) * step - 1) * 100;
    }

    private void drawLife(int product, int days) {
        boolean arriving = days > 1 && random.nextDouble() < SHARE_ARRIVING;
        arrivalDay[product] = (short) (arriving ? random.nextInt(1, days) : -random.nextInt(1, OLDEST_DAYS));
        halfLife[product] = random.nextDouble() < SHARE_FADING
                ? random.nextInt(SHORTEST_HALF_LIFE_DAYS, LONGEST_HALF_LIFE_DAYS)
                : Float.POSITIVE_INFINITY;
        quality[product] = (float) random.nextGaussian();
    }

    private void drawRating(int product) {
        double noise = Math.sqrt(1 - QUALITY_IN_RATING * QUALITY_IN_RATING) * random.nextGaussian();
        double stars = MEAN_RATING + RATING_SPREAD * (QUALITY_IN_RATING * quality[product] + noise);
        boolean unrated = random.nextDouble() < (arrivalDay[product] < 0 ? SHARE_UNRATED : SHARE_UNRATED_ARRIVING);
        rating[product] = (byte) (unrated ? 0 : Math.clamp(Math.round(10 * stars), 10, 50));
    }

    /** Zipf's law over the leaf's products in random order; the first one is always there already and doesn't fade. */
    private void drawDemand(int from, int to) {
        int[] order = new int[to - from];
        for (int i = 0; i < order.length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = from + i;
        }
        for (int rank = 0; rank < order.length; rank++) {
            int product = order[rank];
            demand[product] = (float)
                    (StrictMath.pow(rank + 1, -ZIPF_EXPONENT) * StrictMath.exp(QUALITY_ON_DEMAND * quality[product]));
        }
        arrivalDay[order[0]] = (short) -Math.abs(arrivalDay[order[0]]);
        halfLife[order[0]] = Float.POSITIVE_INFINITY;
    }
}

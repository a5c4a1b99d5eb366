package com.eszoppping.recommendations.generator;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Everyone who comes to the store, as columns: first the registered users, then the visitors who don't sign in. A few
 * come all the time and most hardly ever (log-normal activity).
 */
final class Shoppers {
    private static final long FIRST_USER_ID = 102;
    private static final int USERS_PER_VISITOR = 3;
    private static final double ACTIVITY_SPREAD = 1.2;
    private static final double SHARE_WITH_ONE_INTEREST = 0.4;
    private static final double SHARE_OF_VISITORS_WITH_COOKIE = 0.6;
    private static final int NOTHING = -1;

    private final int users;
    private final long salt;
    /** Running sums of how often one comes, started anew at the first visitor. */
    private final double[] activitySums;

    private final byte[] mainGroup;
    private final byte[] otherGroup;
    /** How often the main interest is followed, in 1/127. */
    private final byte[] loyalty;

    private final int[] lastProduct;
    private final int[] returnedProduct;
    private final long[] returnedPurchase;
    private final short[] returnDay;

    Shoppers(int users, SplittableRandom random) {
        this.users = users;
        salt = random.nextLong();
        int all = users + Math.max(1, users / USERS_PER_VISITOR);
        activitySums = new double[all];
        mainGroup = new byte[all];
        otherGroup = new byte[all];
        loyalty = new byte[all];
        lastProduct = new int[all];
        returnedProduct = new int[all];
        returnedPurchase = new long[all];
        returnDay = new short[all];
        Arrays.fill(lastProduct, NOTHING);
        Arrays.fill(returnedProduct, NOTHING);
        for (int shopper = 0; shopper < all; shopper++) {
            drawShopper(shopper, random);
        }
    }

    private void drawShopper(int shopper, SplittableRandom random) {
        double activity = StrictMath.exp(ACTIVITY_SPREAD * random.nextGaussian());
        boolean opensSum = shopper == 0 || shopper == users;
        activitySums[shopper] = activity + (opensSum ? 0 : activitySums[shopper - 1]);
        mainGroup[shopper] = (byte) random.nextInt(Interests.GROUPS);
        otherGroup[shopper] = (byte) random.nextInt(Interests.GROUPS);
        boolean oneInterest = random.nextDouble() < SHARE_WITH_ONE_INTEREST;
        loyalty[shopper] = (byte) (oneInterest ? Byte.MAX_VALUE : random.nextInt(Byte.MAX_VALUE / 2, Byte.MAX_VALUE));
    }

    int drawUser(SplittableRandom random) {
        return RunningSums.draw(activitySums, 0, users, random);
    }

    int drawVisitor(SplittableRandom random) {
        return RunningSums.draw(activitySums, users, activitySums.length, random);
    }

    boolean isUser(int shopper) {
        return shopper < users;
    }

    static long userId(int shopper) {
        return FIRST_USER_ID + shopper;
    }

    /** Whether a visitor has a cookie, and so an id. */
    boolean hasCookie(int visitor) {
        return StableHash.fraction(salt, visitor) < SHARE_OF_VISITORS_WITH_COOKIE;
    }

    /** The 64 bits of a visitor's id. */
    long cookie(int visitor) {
        return StableHash.bits(salt + 1, visitor);
    }

    /** The latent group that leads the shopper this time. */
    int drawGroup(int shopper, SplittableRandom random) {
        return random.nextInt(Byte.MAX_VALUE) < loyalty[shopper] ? mainGroup[shopper] : otherGroup[shopper];
    }

    boolean hasLookedBefore(int shopper) {
        return lastProduct[shopper] != NOTHING;
    }

    int lastProduct(int shopper) {
        return lastProduct[shopper];
    }

    void remember(int shopper, int product) {
        lastProduct[shopper] = product;
    }

    /** Notes that a purchase will be sent back from the given day on; one at a time, a second one is kept after all. */
    void planReturn(int shopper, int product, long purchase, int day) {
        if (returnedProduct[shopper] == NOTHING) {
            returnedProduct[shopper] = product;
            returnedPurchase[shopper] = purchase;
            returnDay[shopper] = (short) day;
        }
    }

    boolean hasReturnDue(int shopper, int day) {
        return returnedProduct[shopper] != NOTHING && returnDay[shopper] <= day;
    }

    /** The purchase that {@link #hasReturnDue} spoke of. */
    long returnedPurchase(int shopper) {
        return returnedPurchase[shopper];
    }

    /** Hands over the product that {@link #hasReturnDue} spoke of; it is no longer due then. */
    int takeReturnedProduct(int shopper) {
        int product = returnedProduct[shopper];
        returnedProduct[shopper] = NOTHING;
        return product;
    }
}

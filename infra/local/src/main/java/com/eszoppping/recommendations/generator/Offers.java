package com.eszoppping.recommendations.generator;

/** Discounts, in percent and in steps of five: a product is on sale for whole weeks, and some sessions have a coupon. */
final class Offers {
    private static final int DAYS_OF_A_WEEK = 7;
    private static final int STEP = 5;
    private static final int MOST = 25;
    private static final double SHARE_ON_SALE = 0.2;
    private static final double SHARE_WITH_COUPON = 0.08;
    private static final int HIGHEST_COUPON = 10;

    private final long salt;

    Offers(long salt) {
        this.salt = salt;
    }

    /** What is taken off the price of a product when it is shown in a session; the same each time it is shown. */
    int discount(int product, int day, long session) {
        return Math.max(sale(product, day), coupon(session));
    }

    private int sale(int product, int day) {
        double luck = StableHash.fraction(salt + day / DAYS_OF_A_WEEK, product);
        return luck < SHARE_ON_SALE ? STEP * (1 + (int) (luck / SHARE_ON_SALE * (MOST / STEP))) : 0;
    }

    private int coupon(long session) {
        double luck = StableHash.fraction(~salt, session);
        return luck < SHARE_WITH_COUPON ? STEP * (1 + (int) (luck / SHARE_WITH_COUPON * (HIGHEST_COUPON / STEP))) : 0;
    }
}

package com.eszoppping.recommendations.generator;

import java.util.SplittableRandom;

/**
 * What happens in a session: perhaps something is sent back, then one looks around in a category, from product to
 * similar product, now and then returns to one seen before or moves on to another category, and perhaps buys.
 */
final class SessionScript {
    private static final long FIRST_SESSION_ID = 100_001;
    private static final long FIRST_PURCHASE_ID = 20_001;

    private static final double SHARE_ANONYMOUS = 0.12;

    private static final int MOST_VIEWS = 60;
    private static final double VIEWS_LOG_MEAN = 1.1;
    private static final double VIEWS_LOG_SPREAD = 0.8;
    private static final double PAUSE_LOG_MEAN = StrictMath.log(45);
    private static final double PAUSE_LOG_SPREAD = 0.9;
    private static final int LONGEST_PAUSE_SECONDS = 1_500;

    private static final double GOES_ON_WHERE_LEFT_OFF = 0.3;
    private static final double OPENS_LAST_PRODUCT = 0.4;

    private static final double LOOKS_AGAIN = 0.12;
    private static final double CHANGES_CATEGORY = 0.06;
    private static final double CHANGES_TO_NEIGHBOUR = 0.5;
    private static final double LOOKS_AT_SIMILAR = 0.65;
    private static final double GOES_UP_THE_SHELF = 0.6;
    private static final double NEXT_ON_THE_SHELF = 0.5;
    private static final double UNKNOWN_PRODUCT_PENALTY = 0.3;
    private static final int TRIES = 5;

    private static final double BUYS_USUAL_PRODUCT = 0.055;
    private static final double QUALITY_ON_BUYING = 0.3;
    private static final double PRICE_ON_BUYING = -0.2;
    private static final double USUAL_PRICE_GROSZE = 30_000;
    private static final double PER_DISCOUNT_PERCENT = 0.04;
    private static final double SECOND_LOOK_ON_BUYING = 2;
    private static final double MOST_LIKELY_TO_BUY = 0.4;
    private static final double LEAVES_AFTER_BUYING = 0.5;

    private static final double SENDS_BACK = 0.06;
    private static final double SENDS_BACK_AT_ONCE = 0.2;
    private static final int SOONEST_RETURN_DAYS = 2;
    private static final int LATEST_RETURN_DAYS = 15;

    private final Assortment assortment;
    private final Popularity popularity;
    private final Interests interests;
    private final Shoppers shoppers;
    private final Offers offers;
    private final long end;
    private final SplittableRandom random;
    private final Session session = new Session();
    /** The chance that somebody who looks at the product buys it, without a discount. */
    private final float[] appeal;

    private long sessionsSoFar;
    private long purchasesSoFar;
    private int day;
    private int group;
    private long clock;

    /** @param end the second at which the log stops, whatever is still going on */
    SessionScript(
            Assortment assortment,
            Popularity popularity,
            Interests interests,
            Shoppers shoppers,
            Offers offers,
            long end,
            SplittableRandom random) {
        this.assortment = assortment;
        this.popularity = popularity;
        this.interests = interests;
        this.shoppers = shoppers;
        this.offers = offers;
        this.end = end;
        this.random = random;
        appeal = new float[assortment.size()];
        for (int product = 0; product < appeal.length; product++) {
            double cheapness = StrictMath.pow(assortment.price[product] / USUAL_PRICE_GROSZE, PRICE_ON_BUYING);
            double quality = StrictMath.exp(QUALITY_ON_BUYING * assortment.quality[product]);
            appeal[product] = (float) (BUYS_USUAL_PRODUCT * cheapness * quality);
        }
    }

    /** Plays one session; the result is valid until the next call. */
    Session play(int onDay, long start) {
        boolean anonymous = random.nextDouble() < SHARE_ANONYMOUS;
        int shopper = anonymous ? shoppers.drawVisitor(random) : shoppers.drawUser(random);
        session.begin(FIRST_SESSION_ID + sessionsSoFar++, shopper);
        day = onDay;
        group = shoppers.drawGroup(shopper, random);
        clock = start;
        sendBackWhatIsDue(shopper);
        lookAround(shopper);
        return session;
    }

    private void sendBackWhatIsDue(int shopper) {
        if (shoppers.hasReturnDue(shopper, day)) {
            long purchase = shoppers.returnedPurchase(shopper);
            session.add(clock, shoppers.takeReturnedProduct(shopper), Session.RETURN, 0, purchase);
            pause();
        }
    }

    private void lookAround(int shopper) {
        int product = firstProduct(shopper);
        for (int views = drawViews(); views > 0 && clock < end; views--) {
            boolean bought = view(product);
            shoppers.remember(shopper, product);
            if (bought && random.nextDouble() < LEAVES_AFTER_BUYING) {
                return;
            }
            product = nextProduct(product);
        }
    }

    private int drawViews() {
        double more = StrictMath.exp(VIEWS_LOG_MEAN + VIEWS_LOG_SPREAD * random.nextGaussian());
        return 1 + (int) Math.min(MOST_VIEWS - 1, more);
    }

    private void pause() {
        double seconds = StrictMath.exp(PAUSE_LOG_MEAN + PAUSE_LOG_SPREAD * random.nextGaussian());
        clock += 1 + (long) Math.min(LONGEST_PAUSE_SECONDS, seconds);
    }

    private int firstProduct(int shopper) {
        if (shoppers.hasLookedBefore(shopper) && random.nextDouble() < GOES_ON_WHERE_LEFT_OFF) {
            int last = shoppers.lastProduct(shopper);
            return random.nextDouble() < OPENS_LAST_PRODUCT ? last : drawLiked(assortment.leafOf[last]);
        }
        return drawLiked(interests.drawLeaf(group, random));
    }

    /** Another product than the one at hand; where a category has hardly another, one of the next category. */
    private int nextProduct(int product) {
        int next = drawNext(product);
        for (int i = 1; i < TRIES && next == product; i++) {
            next = drawNext(product);
        }
        return next == product ? drawLiked(neighbour(assortment.leafOf[product])) : next;
    }

    private int drawNext(int product) {
        double luck = random.nextDouble();
        int seen = session.product[random.nextInt(session.size())];
        if (luck < LOOKS_AGAIN && seen != product) {
            return seen;
        }
        int leaf = assortment.leafOf[product];
        if (luck > 1 - CHANGES_CATEGORY) {
            return drawLiked(nextLeaf(leaf));
        }
        return random.nextDouble() < LOOKS_AT_SIMILAR ? similar(product, leaf) : drawLiked(leaf);
    }

    /** Half the time a neighbour in the tree (a phone's case after a phone), else whatever the group likes. */
    private int nextLeaf(int leaf) {
        return random.nextDouble() < CHANGES_TO_NEIGHBOUR ? neighbour(leaf) : interests.drawLeaf(group, random);
    }

    private int neighbour(int leaf) {
        return (leaf + 1) % assortment.leaves.size();
    }

    private int drawLiked(int leaf) {
        int product = popularity.draw(leaf, random);
        for (int i = 1; i < TRIES && random.nextDouble() > interests.liking(group, product); i++) {
            product = popularity.draw(leaf, random);
        }
        return product;
    }

    /** A few steps along the shelf, more often up; known products are likelier to be looked at than unknown ones. */
    private int similar(int product, int leaf) {
        double unknown = UNKNOWN_PRODUCT_PENALTY * popularity.meanOf(leaf);
        for (int i = 0; i < TRIES; i++) {
            int steps = 1;
            while (random.nextDouble() > NEXT_ON_THE_SHELF) {
                steps++;
            }
            int candidate = random.nextDouble() < GOES_UP_THE_SHELF ? product + steps : product - steps;
            boolean onShelf = candidate >= assortment.leafStart[leaf] && candidate < assortment.leafStart[leaf + 1];
            if (onShelf && random.nextDouble() * (popularity.of(candidate) + unknown) < popularity.of(candidate)) {
                return candidate;
            }
        }
        return drawLiked(leaf);
    }

    private boolean view(int product) {
        int discount = offers.discount(product, day, session.id());
        boolean secondLook = session.has(Session.VIEW, product);
        session.add(clock, product, Session.VIEW, discount, Session.NO_PURCHASE);
        pause();
        boolean buys = random.nextDouble() < willingness(product, discount, secondLook)
                && clock < end
                && !session.has(Session.BUY, product);
        if (buys) {
            buy(product, discount);
        }
        return buys;
    }

    private double willingness(int product, int discount, boolean secondLook) {
        double willingness = appeal[product] * (1 + PER_DISCOUNT_PERCENT * discount);
        return Math.min(MOST_LIKELY_TO_BUY, secondLook ? SECOND_LOOK_ON_BUYING * willingness : willingness);
    }

    private void buy(int product, int discount) {
        long purchase = FIRST_PURCHASE_ID + purchasesSoFar++;
        session.add(clock, product, Session.BUY, discount, purchase);
        pause();
        if (random.nextDouble() >= SENDS_BACK) {
            return;
        }
        if (random.nextDouble() >= SENDS_BACK_AT_ONCE) {
            int returnDay = day + random.nextInt(SOONEST_RETURN_DAYS, LATEST_RETURN_DAYS);
            shoppers.planReturn(session.shopper(), product, purchase, returnDay);
        } else if (clock < end) {
            session.add(clock, product, Session.RETURN, 0, purchase);
            pause();
        }
    }
}

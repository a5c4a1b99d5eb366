package com.eszoppping.recommendations.generator;

/** One session's events in the order of time, as columns; used again for the next session. */
final class Session {
    static final int MOST_EVENTS = 256;
    static final byte VIEW = 0;
    static final byte BUY = 1;
    static final byte RETURN = 2;
    static final long NO_PURCHASE = 0;

    final long[] second = new long[MOST_EVENTS];
    final int[] product = new int[MOST_EVENTS];
    final byte[] type = new byte[MOST_EVENTS];
    final byte[] discount = new byte[MOST_EVENTS];
    final long[] purchase = new long[MOST_EVENTS];

    private long id;
    private int shopper;
    private int size;

    void begin(long newId, int newShopper) {
        id = newId;
        shopper = newShopper;
        size = 0;
    }

    void add(long atSecond, int ofProduct, byte ofType, int atDiscount, long ofPurchase) {
        second[size] = atSecond;
        product[size] = ofProduct;
        type[size] = ofType;
        discount[size] = (byte) atDiscount;
        purchase[size] = ofPurchase;
        size++;
    }

    long id() {
        return id;
    }

    int shopper() {
        return shopper;
    }

    int size() {
        return size;
    }

    boolean has(byte wantedType, int wantedProduct) {
        for (int event = 0; event < size; event++) {
            if (type[event] == wantedType && product[event] == wantedProduct) {
                return true;
            }
        }
        return false;
    }
}

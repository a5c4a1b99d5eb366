package com.eszoppping.recommendations.log;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Takes back what was returned. A return names a purchase by its purchase id and product; each return takes back one
 * such purchase, the earliest first, wherever either stands.
 *
 * @param takenBack a bit for each purchase that was taken back
 * @param applied how many purchases that are
 * @param unmatched returns that name no known purchase, or one that other returns took back
 */
record Returns(BitSet takenBack, long applied, long unmatched) {

    /**
     * Matches returns and purchases.
     *
     * @param duplicates events that do not count
     */
    static Returns match(RawEvents events, BitSet duplicates) {
        BitSet takenBack = new BitSet();
        long returns = count(events, duplicates);
        if (returns == 0) {
            return new Returns(takenBack, 0, 0);
        }
        int[] entries = sortedEntries(events, duplicates);
        int open = 0;
        for (int i = 0; i < entries.length; i++) {
            open = i > 0 && namesSame(events, entries[i - 1], entries[i]) ? open : 0;
            int event = events.purchaseIds().event.get(entries[i]);
            if (events.isReturn(event)) {
                open++;
            } else if (open > 0) {
                open--;
                takenBack.set(event);
            }
        }
        long applied = takenBack.cardinality();
        return new Returns(takenBack, applied, returns - applied);
    }

    private static long count(RawEvents events, BitSet duplicates) {
        long returns = 0;
        for (int i = 0; i < events.returns().size(); i++) {
            returns += duplicates.get(events.returns().get(i)) ? 0 : 1;
        }
        return returns;
    }

    /** Purchases and returns with a purchase id: those of the same id and product together, returns first. */
    private static int[] sortedEntries(RawEvents events, BitSet duplicates) {
        IntColumn event = events.purchaseIds().event;
        int[] entries = new int[event.size()];
        int count = 0;
        for (int entry = 0; entry < event.size(); entry++) {
            if (!duplicates.get(event.get(entry))) {
                entries[count++] = entry;
            }
        }
        IndexSort.sort(entries, 0, count, (a, b) -> compare(events, a, b));
        return Arrays.copyOf(entries, count);
    }

    private static int compare(RawEvents events, int a, int b) {
        RawEvents.PurchaseIds ids = events.purchaseIds();
        int byId = Integer.compare(ids.id.get(a), ids.id.get(b));
        if (byId != 0) {
            return byId;
        }
        int eventA = ids.event.get(a);
        int eventB = ids.event.get(b);
        int byProduct = Integer.compare(events.product(eventA), events.product(eventB));
        if (byProduct != 0) {
            return byProduct;
        }
        int byKind = Boolean.compare(events.isPurchase(eventA), events.isPurchase(eventB));
        return byKind != 0 ? byKind : events.compareAcrossSessions(eventA, eventB);
    }

    private static boolean namesSame(RawEvents events, int a, int b) {
        RawEvents.PurchaseIds ids = events.purchaseIds();
        return ids.id.get(a) == ids.id.get(b) && events.product(ids.event.get(a)) == events.product(ids.event.get(b));
    }
}

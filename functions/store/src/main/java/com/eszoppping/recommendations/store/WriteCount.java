package com.eszoppping.recommendations.store;

/**
 * What a version takes to write and to keep. It counts every item of the version but the manifest, which holds it.
 *
 * <p>{@code bytes} is the sum of the items' sizes as DynamoDB counts them: for each field the UTF-8 bytes of its name
 * and of its value, where a truth value takes 1 byte, a number 1 byte, another for each two significant digits and
 * another for a minus, and a list or a map 3 bytes and 1 for each element. {@code writeUnits} is the sum of {@code ceil(item bytes / 1,024)}.
 * Source: "DynamoDB item sizes and formats" and "write request units" in AWS's developer guide.
 *
 * @param items how many items
 * @param bytes their size in bytes
 * @param writeUnits write request units, the unit of DynamoDB's price
 */
public record WriteCount(long items, long bytes, long writeUnits) {
    /** Nothing. */
    public static final WriteCount NONE = new WriteCount(0, 0, 0);

    private static final int WRITE_UNIT_BYTES = 1_024;

    WriteCount plusItemOf(int itemBytes) {
        return new WriteCount(items + 1, bytes + itemBytes, writeUnits + unitsOf(itemBytes));
    }

    static int unitsOf(int itemBytes) {
        return (itemBytes + WRITE_UNIT_BYTES - 1) / WRITE_UNIT_BYTES;
    }

    /** Both together. */
    public WriteCount plus(WriteCount more) {
        return new WriteCount(items + more.items, bytes + more.bytes, writeUnits + more.writeUnits);
    }
}

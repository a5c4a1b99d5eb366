package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.ByteWords;
import com.eszoppping.recommendations.lines.IdBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Ids as UTF-8, one behind the other, each after a byte with its length less one. */
final class IdArena {
    private static final int BLOCK_BITS = 18;
    private static final int BLOCK_BYTES = 1 << BLOCK_BITS;

    private final List<byte[]> blocks = new ArrayList<>();
    private int usedOfLast = BLOCK_BYTES;

    /**
     * Appends the id {@code bytes[offset, offset + length)}.
     *
     * @param length from 1 to 256
     * @return its address
     */
    long add(byte[] bytes, int offset, int length) {
        if (usedOfLast + 1 + length > BLOCK_BYTES) {
            blocks.add(new byte[BLOCK_BYTES + ByteWords.PADDING]);
            usedOfLast = 0;
        }
        int block = blocks.size() - 1;
        int start = usedOfLast;
        blocks.get(block)[start] = (byte) (length - 1);
        System.arraycopy(bytes, offset, blocks.get(block), start + 1, length);
        usedOfLast += 1 + length;
        return (long) block << BLOCK_BITS | start;
    }

    /** Has an id stand for the one at an address. */
    void read(long address, IdBytes id) {
        id.set(block(address), start(address), length(address));
    }

    boolean equals(long address, byte[] bytes, int offset, int length) {
        byte[] block = block(address);
        int start = start(address);
        return Arrays.equals(block, start, start + length(address), bytes, offset, offset + length);
    }

    /** Compares two ids by the code points of their text. */
    int compare(long a, long b) {
        int startA = start(a);
        int startB = start(b);
        return Arrays.compareUnsigned(block(a), startA, startA + length(a), block(b), startB, startB + length(b));
    }

    String text(long address) {
        return new String(block(address), start(address), length(address), StandardCharsets.UTF_8);
    }

    private byte[] block(long address) {
        return blocks.get((int) (address >>> BLOCK_BITS));
    }

    private int length(long address) {
        return (block(address)[start(address) - 1] & 0xff) + 1;
    }

    private static int start(long address) {
        return (int) (address & BLOCK_BYTES - 1) + 1;
    }
}

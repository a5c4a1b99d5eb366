package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.ByteWords;
import com.eszoppping.recommendations.lines.IdBytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Ids as UTF-8, one behind the other, each after its number (four bytes) and its length less one (one byte). */
final class IdArena {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BLOCK_BITS = 18;
    private static final int BLOCK_BYTES = 1 << BLOCK_BITS;
    private static final int HEAD_BYTES = Integer.BYTES + 1;

    private final List<byte[]> blocks = new ArrayList<>();
    private int usedOfLast = BLOCK_BYTES;

    /**
     * Appends an id.
     *
     * @return its address, less than 2<sup>48</sup>
     */
    long add(IdBytes id, int number) {
        if (usedOfLast + HEAD_BYTES + id.length() > BLOCK_BYTES) {
            blocks.add(new byte[BLOCK_BYTES + ByteWords.PADDING]);
            usedOfLast = 0;
        }
        int last = blocks.size() - 1;
        byte[] block = blocks.get(last);
        int start = usedOfLast + HEAD_BYTES;
        INTS.set(block, usedOfLast, number);
        block[start - 1] = (byte) (id.length() - 1);
        System.arraycopy(id.bytes(), id.offset(), block, start, id.length());
        usedOfLast = start + id.length();
        return (long) last << BLOCK_BITS | start;
    }

    /** The number of the id at an address. */
    int number(long address) {
        return (int) INTS.get(block(address), start(address) - HEAD_BYTES);
    }

    /** Has an id stand for the one at an address. */
    void read(long address, IdBytes id) {
        byte[] block = block(address);
        int start = start(address);
        id.set(block, start, length(block, start));
    }

    boolean equals(long address, IdBytes id) {
        byte[] block = block(address);
        int start = start(address);
        int length = id.length();
        if (length(block, start) != length) {
            return false;
        }
        if (length <= Long.BYTES) {
            long difference = ByteWords.at(block, start) ^ ByteWords.at(id.bytes(), id.offset());
            // The bytes behind the last one are shifted out.
            return difference << (Byte.SIZE * (Long.BYTES - length)) == 0;
        }
        return Arrays.equals(block, start, start + length, id.bytes(), id.offset(), id.offset() + length);
    }

    /** Compares two ids by the code points of their text. */
    int compare(long a, long b) {
        byte[] blockA = block(a);
        byte[] blockB = block(b);
        int startA = start(a);
        int startB = start(b);
        return Arrays.compareUnsigned(
                blockA, startA, startA + length(blockA, startA), blockB, startB, startB + length(blockB, startB));
    }

    /** Compares an id with another text in the same way. */
    int compare(long a, byte[] text) {
        byte[] block = block(a);
        int start = start(a);
        return Arrays.compareUnsigned(block, start, start + length(block, start), text, 0, text.length);
    }

    private byte[] block(long address) {
        return blocks.get((int) (address >>> BLOCK_BITS));
    }

    private static int length(byte[] block, int start) {
        return (block[start - 1] & 0xff) + 1;
    }

    private static int start(long address) {
        return (int) address & (BLOCK_BYTES - 1);
    }
}

package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.IdBytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * Ids by their place in a list, packed: each takes its UTF-8 and a little more than a byte. Immutable.
 *
 * @see IdTable
 */
final class IdList {
    private static final int IDS_OF_A_CHUNK = 1 << 12;

    private static final int USUAL_BYTES = 12;

    /** Of so many ids only the first has its start noted; the others are found by the lengths before them. */
    private static final int IDS_OF_A_STRIDE = 1 << 5;

    private final int size;

    /** The texts of {@link #IDS_OF_A_CHUNK} ids each, one behind the other. */
    private final byte[][] chunks;

    /** Where in its chunk each stride starts. */
    private final int[] starts;

    /** The length of each id, less one. */
    private final byte[] lengths;

    /**
     * Copies ids.
     *
     * @param ids sets the id of a place; asked by several threads
     */
    IdList(int size, ObjIntConsumer<IdBytes> ids) {
        this.size = size;
        chunks = new byte[groups(size, IDS_OF_A_CHUNK)][];
        starts = new int[groups(size, IDS_OF_A_STRIDE)];
        lengths = new byte[size];
        IntStream.range(0, chunks.length).parallel().forEach(chunk -> chunks[chunk] = chunk(chunk, ids));
    }

    private byte[] chunk(int chunk, ObjIntConsumer<IdBytes> ids) {
        ByteArrayOutputStream texts = new ByteArrayOutputStream(IDS_OF_A_CHUNK * USUAL_BYTES);
        IdBytes id = new IdBytes();
        for (int i = chunk * IDS_OF_A_CHUNK; i < Math.min(size, (chunk + 1L) * IDS_OF_A_CHUNK); i++) {
            if (i % IDS_OF_A_STRIDE == 0) {
                starts[i / IDS_OF_A_STRIDE] = texts.size();
            }
            ids.accept(id, i);
            texts.write(id.bytes(), id.offset(), id.length());
            lengths[i] = (byte) (id.length() - 1);
        }
        return texts.toByteArray();
    }

    int size() {
        return size;
    }

    String text(int index) {
        int at = starts[index / IDS_OF_A_STRIDE];
        for (int i = index - index % IDS_OF_A_STRIDE; i < index; i++) {
            at += length(i);
        }
        return new String(chunks[index / IDS_OF_A_CHUNK], at, length(index), StandardCharsets.UTF_8);
    }

    /** How many bytes its arrays have. */
    long bytes() {
        long bytes = lengths.length + (long) Integer.BYTES * starts.length;
        for (byte[] chunk : chunks) {
            bytes += chunk.length;
        }
        return bytes;
    }

    private int length(int index) {
        return (lengths[index] & 0xff) + 1;
    }

    private static int groups(int size, int ofGroup) {
        return size / ofGroup + (size % ofGroup == 0 ? 0 : 1);
    }
}

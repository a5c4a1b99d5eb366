package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.ByteWords;
import com.eszoppping.recommendations.lines.IdBytes;

/** A 64-bit hash of bytes: SplitMix64's finalizer (Steele, Lea and Flood 2014), chained over words of eight bytes. */
final class ByteHash {
    private ByteHash() {}

    /** Hashes an id; 0 where there is none. Different seeds give unrelated hashes. */
    static long hash(IdBytes id, long seed) {
        return id.isPresent() ? hash(id.bytes(), id.offset(), id.length(), seed) : 0;
    }

    /**
     * Hashes {@code bytes[offset, offset + length)}. Different seeds give unrelated hashes.
     *
     * @param bytes has at least {@link ByteWords#PADDING} bytes behind those
     */
    static long hash(byte[] bytes, int offset, int length, long seed) {
        long hash = seed ^ length;
        int at = offset;
        int rest = length;
        for (; rest > Long.BYTES; rest -= Long.BYTES) {
            hash = mix(hash ^ ByteWords.at(bytes, at));
            at += Long.BYTES;
        }
        // The bytes behind the last one are shifted out.
        return mix(hash ^ (ByteWords.at(bytes, at) << (Byte.SIZE * (Long.BYTES - rest))));
    }

    /** Hashes a number. */
    static long hash(long number) {
        return mix(number);
    }

    /** Adds a value to a hash; the order of values matters. */
    static long combine(long hash, long value) {
        return mix(mix(value) ^ hash);
    }

    private static long mix(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}

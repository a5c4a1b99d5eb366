package com.eszoppping.recommendations.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A 64-bit hash of bytes: SplitMix64's finalizer (Steele, Lea and Flood 2014), chained over words of eight bytes. */
final class ByteHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private ByteHash() {}

    /** Hashes the first bytes of an array. Different seeds give unrelated hashes. */
    static long hash(byte[] bytes, int length, long seed) {
        long hash = mix(seed ^ length);
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(bytes, at));
        }
        long tail = 0;
        for (; at < length; at++) {
            tail = tail << Byte.SIZE | (bytes[at] & 0xff);
        }
        return mix(hash ^ tail);
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

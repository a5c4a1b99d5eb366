package com.eszoppping.recommendations.store;

/**
 * The hash that says which bucket a user is in. It must never change: a reader of today finds the users of a version
 * that was written by the code of last month.
 *
 * <p>FNV-1a over the UTF-8 bytes (Fowler, Noll, Vo; 64 bits), then the finalizer of MurmurHash3 (Appleby), because the
 * low bits of FNV alone depend on the low bits of the input only.
 */
final class StableHash {
    private static final long FNV_OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private StableHash() {}

    static long of(String text) {
        return mixed(fnv1a(Utf8.bytes(text)));
    }

    static long fnv1a(byte[] bytes) {
        long hash = FNV_OFFSET_BASIS;
        for (byte octet : bytes) {
            hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}

package com.eszoppping.recommendations.log;

import java.util.stream.IntStream;

/** Sessions by their numbers, in blocks that are large enough for a thread to go through in a loop of its own. */
final class SessionBlocks {
    private static final int SESSIONS_OF_A_BLOCK = 1 << 12;

    private SessionBlocks() {}

    /** What is done with the sessions from one to before another. */
    @FunctionalInterface
    interface BlockTaker {
        void take(int from, int to);
    }

    /** Hands out the numbers before {@code sessions} in blocks, by several threads. */
    static void forEach(int sessions, BlockTaker taker) {
        int blocks = sessions / SESSIONS_OF_A_BLOCK + 1;
        IntStream.range(0, blocks).parallel().forEach(block -> {
            int from = block * SESSIONS_OF_A_BLOCK;
            taker.take(from, Math.min(sessions, from + SESSIONS_OF_A_BLOCK));
        });
    }
}

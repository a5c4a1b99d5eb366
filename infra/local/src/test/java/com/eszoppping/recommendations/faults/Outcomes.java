package com.eszoppping.recommendations.faults;

import java.util.Locale;

/** What became of trainings to which faults happened. */
final class Outcomes {
    private long trainings;
    private long live;
    private long faults;
    private long right;
    private long unavailable;

    void count(boolean isLive, long faultsOfIt, Visitors visitors) {
        trainings++;
        live += isLive ? 1 : 0;
        faults += faultsOfIt;
        right += visitors.right();
        unavailable += visitors.unavailable();
    }

    void print(String name) {
        FaultSuite.print(
                name,
                trainings,
                String.format(
                        Locale.ROOT,
                        "%,d faults: %,d went live, %,d stopped and left what was live; later ones healed; %,d answers"
                                + " right, %,d times 503, none wrong",
                        faults,
                        live,
                        trainings - live,
                        right,
                        unavailable));
    }
}

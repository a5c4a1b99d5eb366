package com.eszoppping.recommendations.faults;

import java.util.Locale;

/** How much of the fault suite is run: {@code ./recs test --faults} runs the long form, {@code ./recs test} the small part. */
public final class FaultSuite {
    /** The tag of its tests. */
    public static final String TAG = "faults";

    private static final boolean IS_LONG = Boolean.getBoolean("recs.faults");

    private FaultSuite() {}

    /** Which of two numbers of tries counts. */
    public static int tries(int small, int longForm) {
        return IS_LONG ? longForm : small;
    }

    /** Prints a line of the table in docs/reliability.md. */
    public static void print(String fault, long tries, String outcome) {
        System.err.printf(Locale.ROOT, "| %s | %,d | %s |%n", fault, tries, outcome);
    }
}

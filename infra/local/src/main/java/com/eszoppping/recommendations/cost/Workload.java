package com.eszoppping.recommendations.cost;

/**
 * What the product is used for.
 *
 * @param users known users of the store, at least 1
 * @param requestsPerDay lists of recommendations that are asked for
 * @param retrainsPerDay trainings; 0.5 is one every other day
 * @param eventsPerDay events that the frontend posts, each by itself
 */
public record Workload(long users, long requestsPerDay, double retrainsPerDay, long eventsPerDay) {
    /** A month has 30 days here, so that 333,333 requests a day are 10 million a month. */
    static final int DAYS = 30;

    /** More would be another product. */
    static final long MOST = 100_000_000_000L;

    private static final double SECONDS_PER_DAY = 86_400;
    private static final double MOST_RETRAINS = 1_440;

    public Workload {
        check("--users", 1, users);
        check("--requests-per-day", 0, requestsPerDay);
        check("--events-per-day", 0, eventsPerDay);
        if (!(retrainsPerDay >= 0 && retrainsPerDay <= MOST_RETRAINS)) {
            throw new IllegalArgumentException(
                    "--retrain-per-day is a number from 0 to 1440, one a minute, but this is " + retrainsPerDay + ".");
        }
    }

    private static void check(String option, long least, long value) {
        if (value < least || value > MOST) {
            throw new IllegalArgumentException(
                    option + " is a whole number from " + least + " to " + MOST + ", but this is " + value + ".");
        }
    }

    double requests() {
        return (double) requestsPerDay * DAYS;
    }

    double events() {
        return (double) eventsPerDay * DAYS;
    }

    double trainings() {
        return retrainsPerDay * DAYS;
    }

    double requestsPerSecond() {
        return requestsPerDay / SECONDS_PER_DAY;
    }
}

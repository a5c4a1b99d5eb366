package com.eszoppping.recommendations.cost;

/**
 * What one request takes. Lambda's time may be given; the rest are constants, each with where it comes from, and rather too high than
 * too low.
 *
 * @param milliseconds how long ApiFunction takes for a request on a warm instance, as Lambda bills it
 */
public record RequestProfile(double milliseconds) {
    /**
     * The handler's own work, 0.1 ms (docs/performance.md, "Answering", one client: 0.33 ms less the 0.23 ms of a raw read), and
     * DynamoDB's answer over the network of a region, some 5 ms, rounded up as Lambda bills.
     */
    public static final double USUAL_MILLISECONDS = 6;

    /** As long as the template lets a request take. */
    private static final double MOST_MILLISECONDS = 15_000;

    /** Visitors who are not known and have looked at nothing, or only at what is in memory, need no read. */
    static final double SHARE_WITHOUT_READ = 0.2;

    /**
     * Products that a request that reads has to read beside the visitor's bucket; it has up to five, most of which are in memory
     * (CHANGELOG: "most requests read one small item").
     */
    static final double PRODUCTS_READ = 1;

    /** AWS: under 1 % of requests start an instance. */
    static final double SHARE_OF_STARTS = 0.005;

    /** How long a start takes; Lambda bills it. Measured without SnapStart on one core: 599 ms. */
    static final double START_SECONDS = 1;

    /** A list of ten with headers; {@code MeasuredBytesTest} measures it. */
    static final double ANSWER_BYTES = 1_400;

    /** The line that notes who was served which ten products, and {@link #LOG_EVENT_BYTES}; {@code MeasuredBytesTest} measures it. */
    static final double EXPOSURE_BYTES = 480;

    /** What CloudWatch counts for each line beside its text (PutLogEvents). */
    static final double LOG_EVENT_BYTES = 26;

    /** The runtime's own two lines of JSON about each request, platform.start and platform.report. */
    static final double RUNTIME_LOG_BYTES = 2 * LOG_EVENT_BYTES + 150 + 280;

    /** A line of the template's AccessLogSettings with its values. */
    static final double ACCESS_LOG_BYTES = LOG_EVENT_BYTES + 310;

    /** A click as Firehose gets it, in bytes, less than the 5 KB that are billed for it. */
    static final double EVENT_BYTES = 300;

    /** An answer of {@code POST /events}, with headers. */
    static final double EVENT_ANSWER_BYTES = 400;

    /** FeedbackFunction waits for Firehose, which takes some 15 ms. */
    static final double EVENT_MILLISECONDS = 20;

    public RequestProfile {
        if (!(milliseconds > 0 && milliseconds <= MOST_MILLISECONDS)) {
            throw new IllegalArgumentException(
                    "--request-milliseconds is a number above 0, to 15000, but this is " + milliseconds + ".");
        }
    }

    /** Lambda bills whole milliseconds. */
    double billedSeconds() {
        return Math.ceil(milliseconds) / 1_000;
    }

    double billedSecondsOfAnEvent() {
        return EVENT_MILLISECONDS / 1_000;
    }
}

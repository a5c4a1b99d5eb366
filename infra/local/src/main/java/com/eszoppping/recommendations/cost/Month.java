package com.eszoppping.recommendations.cost;

/**
 * What happens in a month, of which the services take their shares.
 *
 * @param workload what the product is used for
 * @param run a training of that many users
 * @param installation what the template says
 * @param profile what a request takes
 */
record Month(Workload workload, ScaledRun run, Installation installation, RequestProfile profile) {
    /** AWS's gigabytes are binary. */
    static final double GB = 1_073_741_824;

    static final double DAYS_PER_YEAR = 365;

    private static final double SECONDS_PER_DAY = 86_400;
    private static final double BYTES_PER_MB = 1_048_576;

    /** The busiest second has so many times the requests of an average one. */
    private static final double PEAK = 10;

    /** Instances of ApiFunction that are warm at once: by Little's law, and at least one for any request at all. */
    double instances() {
        double busy = workload.requestsPerSecond() * PEAK * profile.billedSeconds();
        return workload.requestsPerDay() == 0 ? 0 : Math.max(1, busy);
    }

    /** Instances of ApiFunction that are started. */
    double starts() {
        return workload.requests() * RequestProfile.SHARE_OF_STARTS;
    }

    /** Objects that Firehose writes in a day: one for each interval of its buffer, and for each time that it is full. */
    double objectsPerDay(double bytesPerDay) {
        return bytesPerDay == 0
                ? 0
                : SECONDS_PER_DAY / installation.bufferSeconds()
                        + bytesPerDay / (installation.bufferMb() * BYTES_PER_MB);
    }

    /** Objects of exposures in a day. */
    double exposureObjectsPerDay() {
        return objectsPerDay(workload.requestsPerDay() * RequestProfile.EXPOSURE_BYTES);
    }

    /** Objects of the frontend's events in a day. */
    double eventObjectsPerDay() {
        return objectsPerDay(workload.eventsPerDay() * RequestProfile.EVENT_BYTES);
    }

    /** The memory that a training is billed by: the template's, or what it needs if that is more. */
    double trainingMemoryMb() {
        return Math.max(installation.trainingMemoryMb(), run.trainingMemoryMb());
    }
}

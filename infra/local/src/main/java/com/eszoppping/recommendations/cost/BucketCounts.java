package com.eszoppping.recommendations.cost;

/**
 * What S3 counts after a year: stored bytes, requests that write or list, requests that read. Bytes between S3 and functions of its
 * region are free.
 *
 * @param month what happens
 */
record BucketCounts(Month month) {
    private static final String SERVICE = "S3";

    /** Lines of JSON, half of them random ids, after gzip. */
    private static final double COMPRESSED = 0.35;

    /** report.json, report.html, rejected lines, copies of pointer and candidates. */
    private static final double OBJECTS_OF_A_TRAINING = 5;

    /** A report for people holds that for programs. */
    private static final double REPORTS = 2;

    /** Trainings read exposures of experiments that run or ended in the last 30 days. */
    private static final double DAYS_OF_EXPOSURES_READ = 30;

    private static final double OBJECTS_OF_A_LISTING = 1_000;

    /** The store's own logs, as the run read them, for that many users; the frontend's events are among them. */
    double logsGb() {
        return month.run().inputBytes() / Month.GB;
    }

    /** Exposures until they are deleted, in GB. */
    double exposuresGb() {
        return month.workload().requestsPerDay()
                * (double) month.installation().exposureDays()
                * RequestProfile.EXPOSURE_BYTES
                * COMPRESSED
                / Month.GB;
    }

    /** Reports of a year, in GB; nothing deletes them. */
    double reportsGb() {
        return month.workload().retrainsPerDay()
                * Month.DAYS_PER_YEAR
                * REPORTS
                * month.run().run().reportBytes()
                / Month.GB;
    }

    /** Objects that a training reads: the run's, what Firehose wrote of the frontend's events, and of exposures. */
    double objectsReadByATraining() {
        return month.run().run().inputFiles()
                + month.eventObjectsPerDay() * Month.DAYS_PER_YEAR
                + month.exposureObjectsPerDay() * DAYS_OF_EXPOSURES_READ;
    }

    double reads() {
        return month.workload().trainings() * objectsReadByATraining();
    }

    double writes() {
        double streams = (month.exposureObjectsPerDay() + month.eventObjectsPerDay()) * Workload.DAYS;
        return streams + month.workload().trainings() * (OBJECTS_OF_A_TRAINING + listings());
    }

    private double listings() {
        return Math.ceil(objectsReadByATraining() / OBJECTS_OF_A_LISTING);
    }

    void addTo(Bill.Lines lines) {
        lines.add(SERVICE, "the store's logs", Charge.S3_STORAGE_GB, logsGb());
        lines.add(SERVICE, "exposures, and reports of a year", Charge.S3_STORAGE_GB, exposuresGb() + reportsGb());
        lines.add(SERVICE, "objects written", Charge.S3_WRITE, writes());
        lines.add(SERVICE, "objects read by trainings", Charge.S3_READ, reads());
    }
}

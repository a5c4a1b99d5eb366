package com.eszoppping.recommendations.cost;

/**
 * What Firehose counts: bytes that it takes, where each record of a direct put is rounded up to 5 KB, and bytes that it decompresses.
 *
 * <p>A subscription filter puts directly too: what is called vended logs, billed without rounding, are the logs that other services
 * send themselves, of which the template has none. It puts batches of lines; as nobody promises how many, each line counts as a record
 * here, which is the most that it can be.
 *
 * @param month what happens
 */
record FirehoseCounts(Month month) {
    private static final String SERVICE = "Firehose";
    private static final double INCREMENT_BYTES = 5 * 1_024;

    /** Records of the same size, in GB as billed. */
    static double billedGb(double records, double bytesOfEach) {
        return records * Math.ceil(bytesOfEach / INCREMENT_BYTES) * INCREMENT_BYTES / Month.GB;
    }

    double exposuresGb() {
        return billedGb(month.workload().requests(), RequestProfile.EXPOSURE_BYTES);
    }

    double decompressedGb() {
        return month.workload().requests() * RequestProfile.EXPOSURE_BYTES / Month.GB;
    }

    double eventsGb() {
        return billedGb(month.workload().events(), RequestProfile.EVENT_BYTES);
    }

    void addTo(Bill.Lines lines) {
        lines.add(SERVICE, "exposures, 5 KB each", Charge.FIREHOSE_INGESTED_GB, exposuresGb());
        lines.add(SERVICE, "exposures, decompressed", Charge.FIREHOSE_DECOMPRESSED_GB, decompressedGb());
        lines.add(SERVICE, "events of the frontend, 5 KB each", Charge.FIREHOSE_INGESTED_GB, eventsGb());
    }
}

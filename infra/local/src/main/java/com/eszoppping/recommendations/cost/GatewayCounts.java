package com.eszoppping.recommendations.cost;

/**
 * What API Gateway counts: requests, each of at most 512 KB, and bytes that leave AWS.
 *
 * @param month what happens
 */
record GatewayCounts(Month month) {
    private static final String SERVICE = "API Gateway";

    double requests() {
        return month.workload().requests() + month.workload().events();
    }

    /** Answers to the internet, in GB. What comes in is free. */
    double answersGb() {
        return (month.workload().requests() * RequestProfile.ANSWER_BYTES
                        + month.workload().events() * RequestProfile.EVENT_ANSWER_BYTES)
                / Month.GB;
    }

    void addTo(Bill.Lines lines) {
        lines.add(SERVICE, "requests of the HTTP API", Charge.GATEWAY_REQUEST, requests());
        lines.add(SERVICE, "answers to the internet", Charge.TRANSFER_OUT_GB, answersGb());
    }
}

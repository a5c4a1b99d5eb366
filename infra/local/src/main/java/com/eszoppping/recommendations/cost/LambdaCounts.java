package com.eszoppping.recommendations.cost;

/**
 * What Lambda counts: requests, and memory by time. SnapStart costs nothing for Java.
 *
 * @param month what happens
 */
record LambdaCounts(Month month) {
    private static final String SERVICE = "Lambda";
    private static final double MB_PER_GB = 1_024;

    /** Invocations of all functions. */
    double requests() {
        return month.workload().requests()
                + month.workload().events()
                + month.workload().trainings();
    }

    /** ApiFunction answering, in GB-seconds. */
    double answering() {
        return month.workload().requests()
                * month.profile().billedSeconds()
                * month.installation().apiMemoryMb()
                / MB_PER_GB;
    }

    /** ApiFunction starting, in GB-seconds. */
    double starting() {
        return month.starts()
                * RequestProfile.START_SECONDS
                * month.installation().apiMemoryMb()
                / MB_PER_GB;
    }

    /** FeedbackFunction, in GB-seconds; an event is a request. */
    double takingEvents() {
        return month.workload().events()
                * month.profile().billedSecondsOfAnEvent()
                * month.installation().feedbackMemoryMb()
                / MB_PER_GB;
    }

    /** TrainingFunction, in GB-seconds. */
    double training() {
        return month.workload().trainings() * month.run().trainingSeconds() * month.trainingMemoryMb() / MB_PER_GB;
    }

    void addTo(Bill.Lines lines) {
        lines.add(SERVICE, "requests of all functions", Charge.LAMBDA_REQUEST, requests());
        lines.add(SERVICE, "ApiFunction: answering", Charge.LAMBDA_GB_SECOND, answering());
        lines.add(SERVICE, "ApiFunction: starting", Charge.LAMBDA_GB_SECOND, starting());
        lines.add(SERVICE, "FeedbackFunction", Charge.LAMBDA_GB_SECOND, takingEvents());
        lines.add(SERVICE, "TrainingFunction", Charge.LAMBDA_GB_SECOND, training());
    }
}

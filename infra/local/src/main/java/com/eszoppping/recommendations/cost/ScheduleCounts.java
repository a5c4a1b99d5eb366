package com.eszoppping.recommendations.cost;

/**
 * What starts trainings, and what keeps those that failed.
 *
 * @param month what happens
 */
record ScheduleCounts(Month month) {
    /** One in a hundred trainings fails: its message is sent, received and deleted. */
    private static final double QUEUE_REQUESTS_OF_A_TRAINING = 0.03;

    double invocations() {
        return month.workload().trainings();
    }

    double queueRequests() {
        return month.workload().trainings() * QUEUE_REQUESTS_OF_A_TRAINING;
    }

    void addTo(Bill.Lines lines) {
        lines.add("Scheduler", "trainings started", Charge.SCHEDULER_INVOCATION, invocations());
        lines.add("SQS", "failed trainings", Charge.SQS_REQUEST, queueRequests());
    }
}

package com.eszoppping.recommendations.cost;

/**
 * What CloudWatch counts: bytes of logs that come and that stay, metrics beside those that AWS has by itself, alarms, dashboards.
 *
 * @param month what happens
 */
record CloudWatchCounts(Month month) {
    private static final String SERVICE = "CloudWatch";

    /** Lines of a training: its phases, its metrics, those of the runtime. */
    private static final double TRAINING_LOG_BYTES = 20_000;

    /** AWS bills stored logs as compressed, and takes this share for its own examples. */
    private static final double COMPRESSED = 0.15;

    /** Our metrics of ApiFunction and FeedbackFunction, as {@code docs/monitoring.md} has them. */
    static final int REQUEST_METRICS = 21;

    /** Our metrics of TrainingFunction. */
    static final int TRAINING_METRICS = 8;

    /** Count, Latency, IntegrationLatency, 4xx, 5xx and DataProcessed. */
    private static final double METRICS_OF_A_ROUTE = 6;

    private static final double HOURS_PER_DAY = 24;

    /** Exposures, the runtime's lines and API Gateway's, in GB. */
    double ingestedGb() {
        double ofARequest =
                RequestProfile.EXPOSURE_BYTES + RequestProfile.RUNTIME_LOG_BYTES + RequestProfile.ACCESS_LOG_BYTES;
        double ofAnEvent = RequestProfile.RUNTIME_LOG_BYTES + RequestProfile.ACCESS_LOG_BYTES;
        return (month.workload().requests() * ofARequest
                        + month.workload().events() * ofAnEvent
                        + month.workload().trainings() * TRAINING_LOG_BYTES)
                / Month.GB;
    }

    double storedGb() {
        return ingestedGb() * month.installation().logDays() / Workload.DAYS * COMPRESSED;
    }

    /** A metric is charged for the hours in which it has values. */
    double trainingMetrics() {
        return TRAINING_METRICS * Math.min(1, month.workload().retrainsPerDay() / HOURS_PER_DAY);
    }

    /** As if each route were asked for in each hour, which is the most that it can be. */
    double routeMetrics() {
        return month.installation().routes() * METRICS_OF_A_ROUTE;
    }

    void addTo(Bill.Lines lines) {
        lines.add(SERVICE, "logs of functions and API", Charge.LOGS_INGESTED_GB, ingestedGb());
        lines.add(SERVICE, "storage of logs", Charge.LOGS_STORAGE_GB, storedGb());
        lines.add(SERVICE, "metrics of requests and events", Charge.CLOUDWATCH_METRIC, REQUEST_METRICS);
        lines.add(SERVICE, "metrics of trainings", Charge.CLOUDWATCH_METRIC, trainingMetrics());
        lines.add(SERVICE, "metrics of routes, at most", Charge.CLOUDWATCH_METRIC, routeMetrics());
        lines.add(
                SERVICE, "alarms", Charge.CLOUDWATCH_ALARM, month.installation().alarmMetrics());
        lines.add(
                SERVICE,
                "dashboards",
                Charge.CLOUDWATCH_DASHBOARD,
                month.installation().dashboards());
    }
}

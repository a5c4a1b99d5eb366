package com.eszoppping.recommendations.cost;

import com.eszoppping.recommendations.training.MemoryNeed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a reader of a bill has to know.
 *
 * @param bill the bill
 */
public record Remarks(Bill bill) {

    /** What is wrong with it, or would go wrong in the month that it describes; none if all is well. */
    public List<String> warnings(LocalDate today) {
        List<String> warnings = new ArrayList<>();
        Prices prices = bill.prices();
        if (prices.areOld(today)) {
            warnings.add("The prices are of " + prices.asOf()
                    + ", more than a year ago: write a newer list and name it with" + " --prices.");
        }
        if (prices.checked().isEmpty()) {
            warnings.add(
                    "Nobody has compared the list of prices with AWS's pages yet: do so before a decision hangs on it.");
        }
        warnAboutTheTraining(warnings);
        return warnings;
    }

    private void warnAboutTheTraining(List<String> warnings) {
        if (bill.month().workload().retrainsPerDay() == 0) {
            return;
        }
        ScaledRun run = bill.month().run();
        Installation installation = bill.month().installation();
        if (run.trainingSeconds() > installation.trainingTimeoutSeconds()) {
            warnings.add(text(
                    "A training on %,.0f events would take about %,.0f s, but TrainingTimeoutSeconds is %,d and Lambda allows 900:"
                            + " train on newer events only, with 'from'.",
                    run.events(), run.trainingSeconds(), installation.trainingTimeoutSeconds()));
        }
        double memory = run.trainingMemoryMb();
        if (memory > installation.trainingMemoryMb()) {
            warnings.add(text(
                    "A training on %,.0f events needs about %,.0f MB, which is billed here, but TrainingMemoryMb is %,d: %s",
                    run.events(),
                    memory,
                    installation.trainingMemoryMb(),
                    memory > MemoryNeed.LARGEST_FUNCTION_MB
                            ? "Lambda has 10,240 at most; train on newer events only, with 'from'."
                            : "raise it."));
        }
    }

    /** How the counts came about. */
    public List<String> assumptions() {
        Month month = bill.month();
        RunCounts run = month.run().run();
        return List.of(
                text(
                        "Counted by the training %s: %,d users, %,d products, %,d events, %.0f s.",
                        run.version(), run.users(), run.products(), run.events(), run.seconds()),
                text(
                        "Times %.4g for %,d users: events, the log's bytes, the training's time, and the packed membership (%,d of"
                                + " %,.0f write units of a version); lists and product items stay.",
                        month.run().factor(),
                        month.workload().users(),
                        Math.round(run.members().writeUnits() * month.run().factor()),
                        month.run().writeUnits()),
                text(
                        "A request takes %.3g ms on a warm instance (--request-milliseconds), reads %.2g read units unless it is one"
                                + " of the %.0f %% that need no read, answers %,.0f bytes; %.1f %% of requests start an instance.",
                        month.profile().milliseconds(),
                        new TableCounts(month).readUnitsOfARequest(),
                        100 * RequestProfile.SHARE_WITHOUT_READ,
                        RequestProfile.ANSWER_BYTES,
                        100 * RequestProfile.SHARE_OF_STARTS),
                text(
                        "The frontend posts %,d events a day, each by itself (--events-per-day).",
                        month.workload().eventsPerDay()),
                "Memory, time of logs and exposures, buffers, routes and alarms are those of template.yaml, with Stage=prod; what"
                        + " is kept is counted as after a year.");
    }

    /** What is not in it. */
    public String notIncluded() {
        return "Not included: traffic of the store's own pages, deployments, support, taxes. No free tier is deducted, nor what AWS"
                + " takes off for large amounts. SnapStart is free for Java.";
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.cost.Bill;
import com.eszoppping.recommendations.cost.BillJson;
import com.eszoppping.recommendations.cost.BillText;
import com.eszoppping.recommendations.cost.Installation;
import com.eszoppping.recommendations.cost.Prices;
import com.eszoppping.recommendations.cost.RequestProfile;
import com.eszoppping.recommendations.cost.RunCounts;
import com.eszoppping.recommendations.cost.Workload;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "cost",
        description =
                "What a month in the cloud costs: counts from the report of a training, the rest from the template, prices from"
                        + " a dated list.",
        footer = "A month has 30 days. No free tier is deducted.")
final class Cost implements Callable<Integer> {
    /** A page that reports clicks, as docs/api.md shows one, of which every tenth list has one. */
    private static final long LISTS_PER_EVENT = 10;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--users",
            required = true,
            paramLabel = "N",
            converter = WholeNumber.class,
            description = "Known users of the store.")
    private long users;

    @Option(
            names = "--requests-per-day",
            required = true,
            paramLabel = "N",
            converter = WholeNumber.class,
            description = "Lists of recommendations that are asked for in a day.")
    private long requestsPerDay;

    @Option(
            names = "--retrain-per-day",
            required = true,
            paramLabel = "N",
            converter = DecimalNumber.class,
            description = "Trainings in a day; 0.5 is one every other day.")
    private double retrainsPerDay;

    @Option(
            names = "--events-per-day",
            paramLabel = "N",
            converter = WholeNumber.class,
            description = "Events that the frontend posts in a day. Default: a tenth of the requests, as clicks.")
    private Long eventsPerDay;

    @Option(
            names = "--request-milliseconds",
            paramLabel = "N",
            converter = DecimalNumber.class,
            description = "How long a request takes on a warm instance. Default: ${DEFAULT-VALUE}.")
    private double requestMilliseconds = RequestProfile.USUAL_MILLISECONDS;

    @Mixin
    private ReportOption report;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "Other prices, in the form of infra/local/src/main/resources/prices/.")
    private Path prices;

    @Option(names = "--json", description = "For programs: one JSON object.")
    private boolean json;

    Cost(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Workload workload = workload();
        RequestProfile profile = profile();
        RunCounts counts = report.counts();
        Bill bill = Bill.of(workload, counts, Installation.ofTheTemplate(), profile, prices());
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        console.out().println(json ? new BillJson(bill, today).text() : new BillText(bill, today).text());
        return 0;
    }

    private Workload workload() {
        try {
            long events = eventsPerDay == null ? requestsPerDay / LISTS_PER_EVENT : eventsPerDay;
            return new Workload(users, requestsPerDay, retrainsPerDay, events);
        } catch (IllegalArgumentException e) {
            throw wrongUse(e.getMessage());
        }
    }

    private RequestProfile profile() {
        try {
            return new RequestProfile(requestMilliseconds);
        } catch (IllegalArgumentException e) {
            throw wrongUse(e.getMessage());
        }
    }

    private Prices prices() throws IOException {
        if (prices == null) {
            return Prices.usual();
        }
        if (!Files.isRegularFile(prices)) {
            throw wrongUse("--prices is a file with prices, but there is no file '" + prices + "'.");
        }
        try {
            return Prices.read(Files.readString(prices));
        } catch (MalformedInputException e) {
            throw wrongUse("--prices is a file with prices, but '" + prices + "' is no text.");
        } catch (IllegalArgumentException e) {
            throw wrongUse("--prices is a file with prices, but '" + prices + "' is not right: " + e.getMessage());
        }
    }

    private ParameterException wrongUse(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}

package com.eszoppping.recommendations.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a month costs.
 *
 * @param month what is billed
 * @param prices by which
 * @param lines the charges, by service
 */
public record Bill(Month month, Prices prices, List<BillLine> lines) {
    public Bill {
        lines = List.copyOf(lines);
    }

    /** The bill for a workload, by what a training counted, the template and a list of prices. */
    public static Bill of(
            Workload workload, RunCounts run, Installation installation, RequestProfile profile, Prices prices) {
        Month month = new Month(workload, new ScaledRun(run, workload.users()), installation, profile);
        Lines lines = new Lines(prices);
        new LambdaCounts(month).addTo(lines);
        new GatewayCounts(month).addTo(lines);
        new TableCounts(month).addTo(lines);
        new BucketCounts(month).addTo(lines);
        new FirehoseCounts(month).addTo(lines);
        new CloudWatchCounts(month).addTo(lines);
        new ScheduleCounts(month).addTo(lines);
        return new Bill(month, prices, lines.all);
    }

    /** Collects the lines of a bill. */
    static final class Lines {
        private final Prices prices;
        private final List<BillLine> all = new ArrayList<>();

        private Lines(Prices prices) {
            this.prices = prices;
        }

        void add(String service, String what, Charge charge, double quantity) {
            all.add(new BillLine(service, what, charge, quantity, prices.of(charge)));
        }
    }

    /** US dollars a month. */
    public double total() {
        return lines.stream().mapToDouble(BillLine::usd).sum();
    }

    /** US dollars a month of one service. */
    double total(String service) {
        return lines.stream()
                .filter(line -> line.service().equals(service))
                .mapToDouble(BillLine::usd)
                .sum();
    }

    Stream<String> services() {
        return lines.stream().map(BillLine::service).distinct();
    }

    /** US dollars for 1,000 requests; absent if there are none. */
    public OptionalDouble perThousandRequests() {
        double requests = month.workload().requests();
        return requests == 0 ? OptionalDouble.empty() : OptionalDouble.of(total() / requests * 1_000);
    }
}

package com.eszoppping.recommendations.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.eszoppping.recommendations.architecture.Repository;
import com.eszoppping.recommendations.store.WriteCount;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BillTest {
    private static final double GB = 1_073_741_824;
    private static final double BUFFER = 67_108_864;

    /** 1,000 users, 10,000 events, 50 s; a version of 142 items beside one of members. */
    private static final RunCounts RUN = new RunCounts(
            "20261124T020000Z-3f2a",
            1_000,
            100,
            10_000,
            50,
            10,
            536_870_912,
            10_240,
            new WriteCount(2, 8_192, 8),
            new WriteCount(40, 40_000, 40),
            new WriteCount(100, 100_000, 100),
            new WriteCount(1, 4_096, 4));

    private static final Installation INSTALLATION =
            new Installation(1_024, 512, 2_048, 900, 2, true, 30, 10, 900, 64, 3, 1);

    /** Twice the users of the run: twice its members and events. 30,000 requests and 3,000 events a month. */
    private static final Workload WORKLOAD = new Workload(2_000, 1_000, 1, 100);

    @Test
    void every_quantity_of_a_small_month_is_as_computed_by_hand() {
        Bill bill = bill(WORKLOAD, 10);

        assertQuantity(bill, "requests of all functions", 30_000 + 3_000 + 30);
        assertQuantity(bill, "ApiFunction: answering", 30_000 * 0.01 * 1);
        assertQuantity(bill, "ApiFunction: starting", 30_000 * 0.005 * 1 * 1);
        assertQuantity(bill, "FeedbackFunction", 3_000 * 0.02 * 0.5);
        assertQuantity(bill, "TrainingFunction", 30 * (2 * 50) * 2);
        assertQuantity(bill, "requests of the HTTP API", 30_000 + 3_000);
        assertQuantity(bill, "answers to the internet", (30_000 * 1_400 + 3_000 * 400) / GB);
        // The bucket and one product, half a unit each, for four of five requests.
        assertQuantity(bill, "reads of requests", 30_000 * 0.8 * 1);
        // 150 starts and 30 new versions read 2 + 60 items of half a unit; one instance refreshes 4 units 2,880 times a
        // day.
        assertQuantity(bill, "reads of instances, for their memory", 180 * 31 + 4 * 2_880 * 30);
        assertQuantity(bill, "writes of trainings", 30 * (8 + 40 + 100 + 2 * 4 + 10 + 10));
        double stored = 32 * (8_192 + 40_000 + 100_000 + 2 * 4_096 + 10_240 + 100 * (142 + 2)) / GB;
        assertQuantity(bill, "storage of the versions", stored);
        assertQuantity(bill, "restore to any second", stored);
        assertQuantity(bill, "the store's logs", 1);
        assertQuantity(bill, "exposures, and reports of a year", (1_000 * 10 * 480 * 0.35 + 365 * 2 * 10_240) / GB);
        double exposureObjects = 96 + 480_000 / BUFFER;
        double eventObjects = 96 + 30_000 / BUFFER;
        assertQuantity(bill, "objects written", 30 * (exposureObjects + eventObjects) + 30 * (5 + 38));
        assertQuantity(bill, "objects read by trainings", 30 * (10 + 365 * eventObjects + 30 * exposureObjects));
        assertQuantity(bill, "exposures, 5 KB each", 30_000 * 5_120 / GB);
        assertQuantity(bill, "exposures, decompressed", 30_000 * 480 / GB);
        assertQuantity(bill, "events of the frontend, 5 KB each", 3_000 * 5_120 / GB);
        double logs = (30_000 * (480 + 482 + 336) + 3_000 * (482 + 336) + 30 * 20_000) / GB;
        assertQuantity(bill, "logs of functions and API", logs);
        assertQuantity(bill, "storage of logs", logs * 0.15);
        assertQuantity(bill, "metrics of requests and events", 21);
        assertQuantity(bill, "metrics of trainings", 8 / 24d);
        assertQuantity(bill, "metrics of routes, at most", 2 * 6);
        assertQuantity(bill, "alarms", 3);
        assertQuantity(bill, "dashboards", 1);
        assertQuantity(bill, "trainings started", 30);
        assertQuantity(bill, "failed trainings", 0.9);
        assertThat(bill.lines()).hasSize(28);
    }

    @Test
    void money_is_quantity_by_price_and_the_total_is_their_sum() {
        Bill bill = bill(WORKLOAD, 10);

        assertThat(line(bill, "requests of the HTTP API").usd()).isCloseTo(33_000 * 1.20 / 1_000_000, within(1e-12));
        assertThat(line(bill, "alarms").usd()).isCloseTo(0.30, within(1e-12));
        assertThat(bill.services().mapToDouble(bill::total).sum()).isCloseTo(bill.total(), within(1e-9));
        assertThat(bill.perThousandRequests().orElseThrow()).isCloseTo(bill.total() / 30, within(1e-12));
        assertThat(bill(new Workload(1, 0, 0, 0), 10).perThousandRequests()).isEmpty();
    }

    @Test
    void more_of_anything_never_costs_less() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 2_000; round++) {
            long users = 1 + random.nextLong(10_000_000);
            long requests = random.nextLong(10_000_000);
            double retrains = random.nextDouble(48);
            long events = random.nextLong(10_000_000);
            double milliseconds = 1 + random.nextDouble(100);
            long more = 1 + random.nextLong(1_000_000);
            double total = bill(new Workload(users, requests, retrains, events), milliseconds)
                    .total();

            assertThat(List.of(
                            bill(new Workload(users + more, requests, retrains, events), milliseconds),
                            bill(new Workload(users, requests + more, retrains, events), milliseconds),
                            bill(new Workload(users, requests, retrains + random.nextDouble(48), events), milliseconds),
                            bill(new Workload(users, requests, retrains, events + more), milliseconds),
                            bill(
                                    new Workload(users, requests, retrains, events),
                                    milliseconds + random.nextDouble(100))))
                    .allSatisfy(bill -> assertThat(bill.total()).isGreaterThanOrEqualTo(total));
        }
    }

    @Test
    void every_price_is_used_and_every_line_has_one() {
        assertThat(bill(WORKLOAD, 10).lines().stream().map(BillLine::charge).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Charge.values());
        assertThat(Prices.usual().byCharge().keySet()).containsExactlyInAnyOrder(Charge.values());
        assertThat(Arrays.stream(Charge.values()).map(charge -> Prices.usual().of(charge)))
                .allSatisfy(price -> {
                    assertThat(price.usd()).isPositive();
                    assertThat(price.source()).startsWith("https://aws.amazon.com/");
                });
    }

    @Test
    void a_record_of_a_direct_put_is_rounded_up_to_5_kb() {
        assertThat(FirehoseCounts.billedGb(2, 5_120)).isEqualTo(2 * 5_120 / GB);
        assertThat(FirehoseCounts.billedGb(2, 5_121)).isEqualTo(2 * 10_240 / GB);
    }

    @Test
    void old_and_unchecked_prices_and_trainings_that_do_not_fit_are_warned_about() {
        LocalDate today = Prices.usual().asOf().plusYears(1);
        Workload huge = new Workload(2_000_000, 1_000, 1, 100);

        assertThat(new Remarks(bill(WORKLOAD, 10)).warnings(today))
                .singleElement()
                .asString()
                .contains("compared");
        assertThat(new Remarks(bill(WORKLOAD, 10)).warnings(today.plusDays(1)))
                .anySatisfy(warning -> assertThat(warning).contains("more than a year ago"));
        assertThat(new Remarks(bill(huge, 10)).warnings(today))
                .anySatisfy(warning -> assertThat(warning).contains("TrainingTimeoutSeconds is 900"))
                .anySatisfy(warning -> assertThat(warning).contains("TrainingMemoryMb is 2,048"));
    }

    @Test
    void a_list_of_prices_that_is_wrong_says_where() {
        assertThatThrownBy(() -> Prices.read("region: x\nprices: {lambda.request: {usd: free}}"))
                .hasMessageContaining("lambda.request")
                .hasMessageContaining("'usd' is a number, but this is 'free'");
        assertThatThrownBy(() -> Prices.read("prices: {lambda.coffee: {}}")).hasMessageContaining("lambda.coffee");
        assertThatThrownBy(() -> Prices.read("region: x\nasOf: \"2026-11-24\"\nprices: {}"))
                .hasMessageContaining("'lambda.request' is missing");
    }

    private static Bill bill(Workload workload, double milliseconds) {
        return Bill.of(workload, RUN, INSTALLATION, new RequestProfile(milliseconds), Prices.usual());
    }

    private static BillLine line(Bill bill, String what) {
        return bill.lines().stream()
                .filter(line -> line.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void our_metrics_are_counted_as_they_are_explained() throws IOException {
        Map<Boolean, Long> ofTraining = Pattern.compile("^\\| `\\w+` \\| \\w+ \\| ([\\w, ]+) \\|", Pattern.MULTILINE)
                .matcher(Files.readString(Repository.file("docs/monitoring.md")))
                .results()
                .flatMap(row -> Stream.of(row.group(1).split(", ", -1)))
                .collect(Collectors.partitioningBy("training"::equals, Collectors.counting()));

        assertThat(ofTraining)
                .containsEntry(true, (long) CloudWatchCounts.TRAINING_METRICS)
                .containsEntry(false, (long) CloudWatchCounts.REQUEST_METRICS);
    }

    private static void assertQuantity(Bill bill, String what, double expected) {
        assertThat(line(bill, what).quantity()).as(what).isCloseTo(expected, within(expected * 1e-9));
    }
}

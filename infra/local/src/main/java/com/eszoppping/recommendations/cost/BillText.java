package com.eszoppping.recommendations.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A bill for people: a table by service, then what has to be known about it.
 *
 * @param bill the bill
 * @param today for prices that are old
 */
public record BillText(Bill bill, LocalDate today) {
    private static final String ROW = "%-12s %-36s %16s %-22s %-30s %10s%n";

    /** The whole text. */
    public String text() {
        StringBuilder text = new StringBuilder(head());
        text.append(String.format(ROW, "service", "what is counted", "a month", "", "price in USD", "USD/month"));
        bill.services().forEach(service -> appendService(text, service));
        text.append(row("total", "", "", "", "", money(bill.total())));
        bill.perThousandRequests()
                .ifPresent(usd -> text.append(row("", "for 1,000 requests", "", "", "", number("%,.4f", usd))));
        Remarks remarks = new Remarks(bill);
        text.append(System.lineSeparator())
                .append(remarks.warnings(today).stream()
                        .map(warning -> "Warning: " + warning + System.lineSeparator())
                        .collect(Collectors.joining()))
                .append(String.join(System.lineSeparator(), remarks.assumptions()))
                .append(System.lineSeparator())
                .append(remarks.notIncluded());
        return text.toString();
    }

    private String head() {
        Workload workload = bill.month().workload();
        return String.format(
                Locale.ROOT,
                "%,d users, %,.0f requests a month (%,d a day for %d days), trainings a day: %s%n%s, list prices of %s%n%n",
                workload.users(),
                workload.requests(),
                workload.requestsPerDay(),
                Workload.DAYS,
                plain(workload.retrainsPerDay()),
                bill.prices().region(),
                bill.prices().asOf());
    }

    /** What nothing is counted of is left out. */
    private void appendService(StringBuilder text, String service) {
        bill.lines().stream()
                .filter(line -> line.service().equals(service) && line.quantity() > 0)
                .forEach(line -> text.append(row(
                        service,
                        line.what(),
                        quantity(line.quantity()),
                        line.price().unit(),
                        number("%,.0f", line.price().per()).equals("1")
                                ? plain(line.price().usd())
                                : plain(line.price().usd()) + " per "
                                        + number("%,.0f", line.price().per()),
                        money(line.usd()))));
        text.append(row("", service + " in all", "", "", "", money(bill.total(service))));
    }

    private static String row(String... cells) {
        return String.format(ROW, (Object[]) cells).stripTrailing() + System.lineSeparator();
    }

    private static String quantity(double quantity) {
        return quantity < 100 ? number("%,.3f", quantity) : number("%,.0f", quantity);
    }

    private static String money(double usd) {
        return usd > 0 && usd < 0.005 ? "<0.01" : number("%,.2f", usd);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** As a price list writes it: 0.0000133334, 1.2, 3. */
    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}

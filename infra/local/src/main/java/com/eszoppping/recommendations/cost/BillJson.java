package com.eszoppping.recommendations.cost;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;

/**
 * A bill for programs: one JSON object, money in US dollars a month.
 *
 * @param bill the bill
 * @param today for prices that are old
 */
public record BillJson(Bill bill, LocalDate today) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The whole document. */
    public String text() {
        ObjectNode document = JSON.createObjectNode();
        document.put("region", bill.prices().region());
        document.put("pricesAsOf", bill.prices().asOf().toString());
        document.put(
                "pricesChecked",
                bill.prices().checked().map(LocalDate::toString).orElse(null));
        document.set("workload", workload());
        document.put("countedBy", bill.month().run().run().version());
        ObjectNode services = document.putObject("usdByService");
        bill.services().forEach(service -> services.put(service, bill.total(service)));
        bill.lines().forEach(line -> document.withArray("/lines").add(line(line)));
        document.put("usdPerMonth", bill.total());
        bill.perThousandRequests().ifPresent(usd -> document.put("usdPerThousandRequests", usd));
        Remarks remarks = new Remarks(bill);
        document.set("warnings", JSON.valueToTree(remarks.warnings(today)));
        document.set("assumptions", JSON.valueToTree(remarks.assumptions()));
        document.put("notIncluded", remarks.notIncluded());
        return document.toPrettyString();
    }

    private ObjectNode workload() {
        Workload workload = bill.month().workload();
        return JSON.createObjectNode()
                .put("users", workload.users())
                .put("requestsPerDay", workload.requestsPerDay())
                .put("retrainsPerDay", workload.retrainsPerDay())
                .put("eventsPerDay", workload.eventsPerDay())
                .put("requestMilliseconds", bill.month().profile().milliseconds())
                .put("daysPerMonth", Workload.DAYS);
    }

    private static ObjectNode line(BillLine line) {
        return JSON.createObjectNode()
                .put("service", line.service())
                .put("what", line.what())
                .put("charge", line.charge().key())
                .put("quantity", line.quantity())
                .put("unit", line.price().unit())
                .put("priceUsd", line.price().usd())
                .put("per", line.price().per())
                .put("source", line.price().source())
                .put("usdPerMonth", line.usd());
    }
}

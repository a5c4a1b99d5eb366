package com.eszoppping.recommendations.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.catalogue.Product;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.log.EventLogBuilder;
import com.eszoppping.recommendations.log.TimeRange;
import com.eszoppping.recommendations.ranking.CategoryPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The events that {@code POST /events} accepted, each of a product of its own, so that the log can be asked for it. */
final class AcceptedEvents {
    private final Set<String> products = ConcurrentHashMap.newKeySet();

    void add(String product) {
        products.add(product);
    }

    int count() {
        return products.size();
    }

    /**
     * Checks that a training counts each of them, and each once.
     *
     * @param bucket read without faults
     * @return how often a line stood in the log again and was not counted
     */
    long checkLog(Bucket bucket) throws IOException {
        Catalogue catalogue = Catalogue.of(products.stream()
                .map(id ->
                        new Product(id, "", CategoryPath.STORE, OptionalDouble.empty(), OptionalDouble.empty(), true))
                .toList());
        EventLog log = asATrainingReads(bucket, catalogue);
        Map<String, Integer> times = new TreeMap<>();
        for (int session = 0; session < log.sessions(); session++) {
            for (int event = log.firstEvent(session); event < log.endEvent(session); event++) {
                times.merge(catalogue.product(log.product(event)).id(), 1, Integer::sum);
            }
        }
        Set<String> lost = new HashSet<>(products);
        lost.removeAll(times.keySet());
        assertThat(lost).as("accepted events that the log lacks").isEmpty();
        assertThat(times.entrySet().stream()
                        .filter(event -> event.getValue() > 1)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .as("accepted events that count more than once")
                .isEmpty();
        return log.quality().duplicates();
    }

    private static EventLog asATrainingReads(Bucket bucket, Catalogue catalogue) throws IOException {
        EventLogBuilder builder = new EventLogBuilder(catalogue, TimeRange.all(), line -> {});
        for (StoredObject file : bucket.list("sessions/feedback/")) {
            try (InputStream in = bucket.open(file.key())) {
                builder.read(file.key(), in);
            }
        }
        return builder.build();
    }
}

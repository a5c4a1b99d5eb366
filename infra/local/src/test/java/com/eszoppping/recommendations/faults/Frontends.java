package com.eszoppping.recommendations.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.bucket.Bucket;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Several frontends that post events, and post those again that were not accepted, until all are. */
final class Frontends {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANY = 3;
    private static final int MOST_EVENTS_OF_A_REQUEST = 20;
    private static final int PAUSE_MILLIS = 20;
    private static final int ACCEPTED = 202;
    private static final int UNAVAILABLE = 503;

    private final Door door;
    private final boolean anonymousOnesHaveIds;
    private final long seed;
    private final AcceptedEvents accepted = new AcceptedEvents();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unheard = new AtomicLong();

    /** {@code POST /events}. */
    @FunctionalInterface
    interface Door {
        /**
         * Sends the body of a request.
         *
         * @throws IOException if no answer is heard, whatever became of the request
         */
        Answer post(String body) throws IOException, InterruptedException;
    }

    /** What is answered. */
    record Answer(int status, String body) {}

    /**
     * @param anonymousOnesHaveIds whether events without consent have an {@code eventId}; without it nothing tells a repeat of
     *     theirs from another event
     * @param seed of all ids and of the requests' sizes
     */
    Frontends(Door door, boolean anonymousOnesHaveIds, long seed) {
        this.seed = seed;
        this.door = door;
        this.anonymousOnesHaveIds = anonymousOnesHaveIds;
    }

    /** How many requests were answered 503. */
    long refused() {
        return refused.get();
    }

    /**
     * Checks the log, and prints a line of the table in docs/reliability.md.
     *
     * @param bucket read without faults
     */
    void checkAndPrint(String fault, int tries, Bucket bucket) throws IOException {
        long repeats = accepted.checkLog(bucket);
        FaultSuite.print(
                fault,
                tries,
                String.format(
                        Locale.ROOT,
                        "%,d events accepted, %,d requests answered 503, %,d without an answer; %,d repeats in the log,"
                                + " each event counts once",
                        accepted.count(),
                        refused.get(),
                        unheard.get(),
                        repeats));
    }

    /** Posts so many events, each until it is accepted. */
    void post(int events) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(MANY)) {
            List<Future<?>> all = new ArrayList<>();
            for (int frontend = 0; frontend < MANY; frontend++) {
                int which = frontend;
                all.add(threads.submit(() -> {
                    one(which, events / MANY, new SplittableRandom(seed + which));
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private void one(int frontend, int events, SplittableRandom random) throws IOException, InterruptedException {
        for (int sent = 0; sent < events; ) {
            int more = Math.min(events - sent, 1 + random.nextInt(MOST_EVENTS_OF_A_REQUEST));
            List<ObjectNode> request = IntStream.range(sent, sent + more)
                    .mapToObj(number -> event(frontend, number))
                    .toList();
            List<ObjectNode> left = leftAfterPosting(request);
            while (!left.isEmpty()) {
                Thread.sleep(PAUSE_MILLIS);
                left = leftAfterPosting(left);
            }
            sent += more;
        }
    }

    /** One of three has an id, one is known again by what it says, and one is without consent. */
    private ObjectNode event(int frontend, int number) {
        String id = seed + "-" + frontend + "-" + number;
        ObjectNode event = JSON.createObjectNode().put("type", "view").put("productId", "p" + id);
        boolean anonymous = number % 3 == 2;
        if (anonymous) {
            event.put("consent", false);
        } else {
            event.put("sessionId", "s" + seed + "-" + frontend).put("userId", "u" + frontend);
        }
        if (number % 3 == 0 || (anonymous && anonymousOnesHaveIds)) {
            event.put("eventId", "e" + id);
        }
        return event;
    }

    private List<ObjectNode> leftAfterPosting(List<ObjectNode> events) throws InterruptedException, IOException {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode array = body.putArray("events");
        events.forEach(array::add);
        Answer answer;
        try {
            answer = door.post(body.toString());
        } catch (IOException e) {
            unheard.incrementAndGet();
            return events;
        }
        JsonNode said = JSON.readTree(answer.body());
        assertThat(answer.status()).as(answer.body()).isIn(ACCEPTED, UNAVAILABLE);
        assertThat(said.path("refused")).isEmpty();
        if (answer.status() == UNAVAILABLE) {
            refused.incrementAndGet();
        }
        List<ObjectNode> left = new ArrayList<>();
        said.path("notAccepted").forEach(place -> left.add(events.get(place.asInt())));
        assertThat(said.path("accepted").asInt()).isEqualTo(events.size() - left.size());
        events.stream()
                .filter(event -> !left.contains(event))
                .forEach(event -> accepted.add(event.path("productId").asText()));
        return left;
    }
}

package com.eszoppping.recommendations.feedback;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;
import software.amazon.awssdk.services.firehose.model.Record;

/**
 * A Firehose delivery stream, which keeps what it took in three zones until it has written it to S3. Each line is a record
 * with its line end, so that the objects are JSON Lines whatever the stream's own delimiter is.
 */
public final class FirehoseEventSink implements EventSink {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(3);
    private static final long SHORTEST_PAUSE_MILLIS = 50;
    private static final int MOST_DOUBLINGS = 5;
    private static final int FIRST_SERVER_ERROR = 500;

    private final FirehoseClient client;
    private final String stream;
    private final InstantSource clock;

    /**
     * Uses a client that the caller made and closes.
     *
     * @param client one that does not retry by itself: this class does, and only what failed
     * @param stream the delivery stream's name
     */
    public FirehoseEventSink(FirehoseClient client, String stream, InstantSource clock) {
        this.client = client;
        this.stream = stream;
        this.clock = clock;
    }

    /**
     * Connects with the region, the credentials and the endpoint that the AWS SDK finds by itself. It makes no call yet.
     *
     * @param stream the delivery stream's name
     */
    public static FirehoseEventSink connect(String stream) {
        FirehoseClient client = FirehoseClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(ATTEMPT_TIMEOUT))
                .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
        return new FirehoseEventSink(client, stream, InstantSource.system());
    }

    @Override
    public void keep(List<String> lines, Instant until) {
        Outcome outcome = Outcome.notTriedYet(lines.size());
        for (int attempt = 0; !outcome.failed().isEmpty(); attempt++) {
            if (attempt > 0) {
                pause(attempt, until, outcome);
            }
            outcome = send(lines, outcome.failed(), timeLeft(until, outcome));
        }
    }

    /**
     * What an attempt left.
     *
     * @param failed the indexes of the lines that the stream did not take
     * @param reason why
     * @param cause the exception, or null
     */
    private record Outcome(List<Integer> failed, String reason, SdkException cause) {
        static Outcome notTriedYet(int lines) {
            return new Outcome(IntStream.range(0, lines).boxed().toList(), "there was no time left to send them", null);
        }
    }

    private Outcome send(List<String> lines, List<Integer> pending, Duration timeLeft) {
        Duration timeout = timeLeft.compareTo(ATTEMPT_TIMEOUT) < 0 ? timeLeft : ATTEMPT_TIMEOUT;
        PutRecordBatchRequest request = PutRecordBatchRequest.builder()
                .deliveryStreamName(stream)
                .records(pending.stream()
                        .map(index -> toRecord(lines.get(index)))
                        .toList())
                .overrideConfiguration(settings -> settings.apiCallTimeout(timeout))
                .build();
        try {
            return outcome(pending, client.putRecordBatch(request).requestResponses());
        } catch (SdkException e) {
            Outcome outcome = new Outcome(pending, e.getClass().getSimpleName(), e);
            if (isInVainAgain(e)) {
                throw notKept(outcome);
            }
            return outcome;
        }
    }

    private static Record toRecord(String line) {
        return Record.builder().data(SdkBytes.fromUtf8String(line + "\n")).build();
    }

    /** The answers stand in the order of the records. */
    private static Outcome outcome(List<Integer> sent, List<PutRecordBatchResponseEntry> answers) {
        List<Integer> failed = IntStream.range(0, sent.size())
                .filter(i -> answers.get(i).errorCode() != null)
                .mapToObj(sent::get)
                .toList();
        String reason = answers.stream()
                .map(PutRecordBatchResponseEntry::errorCode)
                .filter(code -> code != null)
                .findFirst()
                .orElse("");
        return new Outcome(failed, reason, null);
    }

    /** A stream that is missing or forbidden stays so for longer than a request lasts. */
    private static boolean isInVainAgain(SdkException e) {
        return e instanceof AwsServiceException refused
                && refused.statusCode() < FIRST_SERVER_ERROR
                && !refused.isThrottlingException();
    }

    private Duration timeLeft(Instant until, Outcome last) {
        Duration left = Duration.between(clock.instant(), until);
        if (!left.isPositive()) {
            throw notKept(last);
        }
        return left;
    }

    /** Sleeps for a random part of a time that doubles, unless the time would be over then. */
    private void pause(int attempt, Instant until, Outcome last) {
        long longest = SHORTEST_PAUSE_MILLIS << Math.min(attempt, MOST_DOUBLINGS);
        long millis = ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MILLIS, longest + 1);
        if (timeLeft(until, last).toMillis() <= millis) {
            throw notKept(last);
        }
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notKept(last);
        }
    }

    private EventsNotKeptException notKept(Outcome outcome) {
        return new EventsNotKeptException(
                "The stream " + stream + " did not take " + outcome.failed().size() + " events: " + outcome.reason()
                        + ".",
                outcome.failed(),
                outcome.cause());
    }
}

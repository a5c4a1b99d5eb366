package com.eszoppping.recommendations.feedback;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.eszoppping.recommendations.http.Failures;
import com.eszoppping.recommendations.http.Metrics;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** Keeps those events of a request that can be accepted. Nothing of what they say gets into our own log. */
final class Intake {
    private static final String REQUESTS = "Requests";
    private static final String CLIENT_ERRORS = "ClientErrors";
    private static final String UNAVAILABLE = "Unavailable";
    private static final String FAILED = "Failed";
    private static final String ACCEPTED = "EventsAccepted";
    private static final String REFUSED = "EventsRefused";
    private static final String NOT_KEPT = "EventsNotKept";

    /** What is counted; {@code docs/monitoring.md} says what each means. */
    static final List<String> COUNTED =
            List.of(REQUESTS, CLIENT_ERRORS, UNAVAILABLE, FAILED, ACCEPTED, REFUSED, NOT_KEPT);

    private final EventSink sink;
    private final Metrics metrics;

    Intake(EventSink sink, Metrics metrics) {
        this.sink = sink;
        this.metrics = metrics;
    }

    /**
     * Answers a request; never throws.
     *
     * @param until when the answer must be there
     */
    Answer answer(JsonNode httpEvent, Instant now, Instant until, LambdaLogger logger) {
        metrics.count(REQUESTS, 1);
        try {
            return keep(JudgedEvents.of(EventsRequest.of(httpEvent).events(), now), until, logger);
        } catch (ProblemException e) {
            metrics.count(CLIENT_ERRORS, 1);
            return Answer.of(e.problem());
        } catch (RuntimeException e) {
            metrics.count(FAILED, 1);
            Failures.log(e, logger);
            return Answer.of(Problem.internalError());
        }
    }

    private Answer keep(JudgedEvents events, Instant until, LambdaLogger logger) {
        metrics.count(REFUSED, events.refused().size());
        if (events.lines().isEmpty()) {
            metrics.count(CLIENT_ERRORS, 1);
            return Answer.of(Problem.nothingAccepted(events.refused()));
        }
        try {
            sink.keep(events.lines(), until);
            metrics.count(ACCEPTED, events.lines().size());
            return Answer.accepted(events.lines().size(), events.refused());
        } catch (EventsNotKeptException e) {
            logger.log(e.getMessage(), LogLevel.WARN);
            metrics.count(UNAVAILABLE, 1);
            metrics.count(NOT_KEPT, e.lines().size());
            metrics.count(ACCEPTED, events.lines().size() - e.lines().size());
            return Answer.of(notKept(events, e.lines()));
        }
    }

    private static Problem notKept(JudgedEvents events, List<Integer> lines) {
        List<Integer> places = lines.stream().map(events.places()::get).toList();
        return Problem.notKept(events.lines().size() - lines.size(), places, events.refused());
    }
}

package com.eszoppping.recommendations.feedback;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;

/** Keeps those events of a request that can be accepted. Nothing of what they say gets into our own log. */
final class Intake {
    private final EventSink sink;

    Intake(EventSink sink) {
        this.sink = sink;
    }

    /**
     * Answers a request; never throws.
     *
     * @param until when the answer must be there
     */
    Answer answer(JsonNode httpEvent, Instant now, Instant until, LambdaLogger logger) {
        try {
            return keep(JudgedEvents.of(EventsRequest.of(httpEvent).events(), now), until, logger);
        } catch (ProblemException e) {
            return Answer.of(e.problem());
        } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            logger.log(trace.toString());
            return Answer.of(Problem.internalError());
        }
    }

    private Answer keep(JudgedEvents events, Instant until, LambdaLogger logger) {
        if (events.lines().isEmpty()) {
            return Answer.of(Problem.nothingAccepted(events.refused()));
        }
        try {
            sink.keep(events.lines(), until);
            return Answer.accepted(events.lines().size(), events.refused());
        } catch (EventsNotKeptException e) {
            logger.log(e.getMessage());
            return Answer.of(notKept(events, e.lines()));
        }
    }

    private static Problem notKept(JudgedEvents events, List<Integer> lines) {
        List<Integer> places = lines.stream().map(events.places()::get).toList();
        return Problem.notKept(events.lines().size() - lines.size(), places, events.refused());
    }
}

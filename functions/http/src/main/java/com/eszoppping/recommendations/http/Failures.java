package com.eszoppping.recommendations.http;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Errors that nobody expected: their trace is for the log alone. */
public final class Failures {
    private Failures() {}

    /** Logs where the error came from, and makes of it a 500 that says nothing of it. */
    public static APIGatewayV2HTTPResponse internalError(RuntimeException error, LambdaLogger logger) {
        log(error, logger);
        return Responses.problem(Problem.internalError());
    }

    /** Logs where the error came from. */
    public static void log(RuntimeException error, LambdaLogger logger) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        logger.log(trace.toString(), LogLevel.ERROR);
    }
}

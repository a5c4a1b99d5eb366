package com.eszoppping.recommendations.local;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * What a function is told about its run when it runs on this machine.
 *
 * @param functionName the function's logical id in the template
 * @param requestId names the run in the log
 * @param end when the run should be over
 * @param clock says how much time is left
 * @param log where the function's log goes
 */
public record LocalContext(String functionName, String requestId, Instant end, InstantSource clock, PrintStream log)
        implements Context {
    private static final int MEMORY_MB = 1024;

    /**
     * A run that begins now.
     *
     * @param timeout how long it may take
     */
    public static LocalContext of(String functionName, Duration timeout, InstantSource clock, PrintStream log) {
        Instant end = clock.instant().plus(timeout);
        return new LocalContext(functionName, UUID.randomUUID().toString(), end, clock, log);
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + functionName;
    }

    @Override
    public String getLogStreamName() {
        return "local";
    }

    @Override
    public String getFunctionName() {
        return functionName;
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:local:000000000000:function:" + functionName;
    }

    /** Always null: there is no Cognito here. */
    @Override
    public CognitoIdentity getIdentity() {
        return null;
    }

    /** Always null: only mobile SDKs send one. */
    @Override
    public ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return Math.clamp(Duration.between(clock.instant(), end).toMillis(), 0, Integer.MAX_VALUE);
    }

    @Override
    public int getMemoryLimitInMB() {
        return MEMORY_MB;
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                log.print(message.endsWith("\n") ? message : message + "\n");
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, StandardCharsets.UTF_8));
            }
        };
    }
}

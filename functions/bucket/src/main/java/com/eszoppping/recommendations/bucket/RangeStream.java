package com.eszoppping.recommendations.bucket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** A range of an object's bytes, to its last one. When a connection breaks, another one goes on where it broke. */
final class RangeStream extends InputStream {
    private static final int END = -1;
    private static final int SERVER_ERRORS = 500;

    private final PinnedObject object;
    private final long end;
    private final Reading reading;
    private long next;
    private int failures;

    /** Null while there is none. */
    private ResponseInputStream<GetObjectResponse> connection;

    private long connectionEnd;

    /** The range from {@code start} to before {@code end}, which no connection is open for yet. */
    RangeStream(PinnedObject object, long start, long end, Reading reading) {
        this.object = object;
        this.next = start;
        this.end = end;
        this.reading = reading;
    }

    /** The object's beginning, over a connection that is open. */
    RangeStream(
            PinnedObject object, ResponseInputStream<GetObjectResponse> fromItsBeginning, long end, Reading reading) {
        this(object, 0, end, reading);
        this.connection = fromItsBeginning;
        this.connectionEnd = object.bytes();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == END ? END : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, end - next);
        if (wanted == 0) {
            return length == 0 ? 0 : END;
        }
        while (true) {
            try {
                int read = readOnce(buffer, offset, wanted);
                next += read;
                return read;
            } catch (ObjectChangedException e) {
                throw e;
            } catch (IOException | SdkException e) {
                abandon();
                giveUpOrPause(e);
            }
        }
    }

    private int readOnce(byte[] buffer, int offset, int wanted) throws IOException {
        if (connection == null) {
            connection = object.range(next, end);
            connectionEnd = end;
        }
        int read = connection.read(buffer, offset, wanted);
        if (read == END) {
            // So the JDK's HTTP client says that a connection was cut.
            throw new EOFException("the connection ended");
        }
        return read;
    }

    private void abandon() {
        if (connection != null) {
            connection.abort();
            connection = null;
        }
    }

    private void giveUpOrPause(Exception failure) throws IOException {
        failures++;
        if (failures == reading.attempts() || isFinal(failure)) {
            throw new IOException(
                    "Reading " + object.uri() + " failed after " + object.progress(next) + " and " + failures
                            + " attempts: " + failure.getMessage(),
                    failure);
        }
        reading.pauseAfter(failures);
    }

    /** Whether it would fail again. */
    private static boolean isFinal(Exception failure) {
        if (failure instanceof AwsServiceException refused) {
            return refused.statusCode() < SERVER_ERRORS && !refused.isThrottlingException();
        }
        return failure instanceof AbortedException;
    }

    @Override
    public void close() throws IOException {
        if (connection == null) {
            return;
        }
        if (next < connectionEnd) {
            // Else the client would read the rest of the answer before it lets go of the connection.
            connection.abort();
        }
        connection.close();
        connection = null;
    }
}

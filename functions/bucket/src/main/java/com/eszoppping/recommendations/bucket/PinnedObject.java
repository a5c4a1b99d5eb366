package com.eszoppping.recommendations.bucket;

import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An object as it was when it was opened. Once it is replaced or deleted, nothing more of it can be read.
 *
 * @param s3 the client
 * @param bucket the bucket's name
 * @param key the object's key
 * @param eTag what tells this content from any other
 * @param bytes its size
 */
record PinnedObject(S3Client s3, String bucket, String key, String eTag, long bytes) {
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    /**
     * Asks for a range.
     *
     * @param start its first byte
     * @param end the byte after its last
     * @throws ObjectChangedException if the object is not the same any more
     * @throws software.amazon.awssdk.core.exception.SdkException if there is no answer, or another one than asked for
     */
    ResponseInputStream<GetObjectResponse> range(long start, long end) throws IOException {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .ifMatch(eTag)
                .range("bytes=" + start + "-" + (end - 1))
                .build();
        try {
            ResponseInputStream<GetObjectResponse> answer = s3.getObject(request);
            check(answer, "bytes " + start + "-" + (end - 1) + "/" + bytes);
            return answer;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == NOT_FOUND) {
                throw new ObjectChangedException(uri() + " was replaced or deleted while it was read.", e);
            }
            throw e;
        }
    }

    private void check(ResponseInputStream<GetObjectResponse> answer, String expected) throws IOException {
        String range = answer.response().contentRange();
        if (!expected.equals(range)) {
            answer.abort();
            throw new IOException("the answer has the range '" + range + "' and not '" + expected + "'");
        }
    }

    String uri() {
        return "s3://" + bucket + "/" + key;
    }

    String progress(long readBytes) {
        return readBytes + " of " + bytes + " bytes";
    }
}

package com.eszoppping.recommendations.bucket;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The checksum of a whole object that S3 keeps with it, compared with the bytes that went by. */
final class ContentChecksum {
    /** After this sign stands of how many parts a checksum of checksums was made; that can't be compared. */
    private static final char PARTS = '-';

    private final Checksum seen;
    private final long expected;

    private ContentChecksum(Checksum seen, String expected) {
        this.seen = seen;
        this.expected = Integer.toUnsignedLong(
                ByteBuffer.wrap(Base64.getDecoder().decode(expected)).getInt());
    }

    /** That of an object, if it is of a kind that the JDK computes. */
    static Optional<ContentChecksum> of(GetObjectResponse object) {
        if (isOfTheWhole(object.checksumCRC32())) {
            return Optional.of(new ContentChecksum(new CRC32(), object.checksumCRC32()));
        }
        return isOfTheWhole(object.checksumCRC32C())
                ? Optional.of(new ContentChecksum(new CRC32C(), object.checksumCRC32C()))
                : Optional.empty();
    }

    private static boolean isOfTheWhole(String checksum) {
        return checksum != null && checksum.indexOf(PARTS) < 0;
    }

    void update(byte[] buffer, int offset, int length) {
        seen.update(buffer, offset, length);
    }

    boolean isRight() {
        return seen.getValue() == expected;
    }
}

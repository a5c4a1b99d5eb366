package com.eszoppping.recommendations.experiment;

import java.util.Arrays;
import java.util.HexFormat;

/** The pseudonym under which exposures and events of one visitor are joined. */
public final class VisitorHash {
    private static final int BYTES = 16;

    private VisitorHash() {}

    /**
     * The first 16 bytes, as 32 lower-case hexadecimal digits, of the SHA-256 of {@code salt + ":visitor:" + visitorId} in
     * UTF-8. Who doesn't know the salt can neither find the visitor nor test a guess; who does can, so keep it secret.
     *
     * @param salt one for the whole installation, so that an event can be joined with the exposures of any experiment
     * @param visitorId the user's id, else the anonymous visitor's
     */
    public static String of(String salt, String visitorId) {
        byte[] hash = SaltedHash.of(salt + ":visitor:" + visitorId);
        return HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
    }
}

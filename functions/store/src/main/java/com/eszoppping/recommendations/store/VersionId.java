package com.eszoppping.recommendations.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a version, e.g. {@code 20261124T020000Z-3f2a91c0}: the logical time of the training and a suffix of the
 * run, so that two runs for the same time never write the same items.
 *
 * @param logicalTime the time that the schedule meant, to the second
 * @param run the run's suffix, 4 to 16 lower-case hexadecimal digits
 */
public record VersionId(Instant logicalTime, String run) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Pattern TEXT = Pattern.compile("(\\d{8}T\\d{6}Z)-([0-9a-f]{4,16})");

    public VersionId {
        logicalTime = logicalTime.truncatedTo(ChronoUnit.SECONDS);
        if (logicalTime.isBefore(FIRST) || !logicalTime.isBefore(END)) {
            throw new IllegalArgumentException(
                    "A version's logical time has a year from 1 to 9999, but this is " + logicalTime + ".");
        }
        if (!run.matches("[0-9a-f]{4,16}")) {
            throw new IllegalArgumentException(
                    "A run's suffix is 4 to 16 hexadecimal digits, but this is '" + run + "'.");
        }
    }

    /**
     * Reads {@link #text()}.
     *
     * @throws IllegalArgumentException if the text is not a version's name; the message quotes it
     */
    public static VersionId parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw notAVersion(text, null);
        }
        try {
            Instant time = LocalDateTime.parse(matcher.group(1), TIME).toInstant(ZoneOffset.UTC);
            return new VersionId(time, matcher.group(2));
        } catch (DateTimeException e) {
            throw notAVersion(text, e);
        }
    }

    private static IllegalArgumentException notAVersion(String text, Throwable cause) {
        return new IllegalArgumentException(
                "A version is named like 20261124T020000Z-3f2a91c0, but this is '" + text + "'.", cause);
    }

    /** The name as it stands in answers, keys and paths. */
    public String text() {
        return TIME.format(logicalTime.atOffset(ZoneOffset.UTC)) + "-" + run;
    }

    @Override
    public String toString() {
        return text();
    }
}

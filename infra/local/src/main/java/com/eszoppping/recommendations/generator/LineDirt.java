package com.eszoppping.recommendations.generator;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** What can be wrong with a single line of the log, and how often. */
final class LineDirt {
    /** Shares of events; concealing a user is sometimes not allowed, so that 5 % of the lines are left. */
    private static final Map<DirtKind, Double> SHARES = new EnumMap<>(Map.of(
            DirtKind.NULL_USER, 0.075,
            DirtKind.NULL_PRODUCT, 0.05,
            DirtKind.BAD_TIMESTAMP, 0.004,
            DirtKind.BROKEN_JSON, 0.003,
            DirtKind.CUT_LINE, 0.003,
            DirtKind.UNKNOWN_EVENT_TYPE, 0.006,
            DirtKind.UNKNOWN_FIELD, 0.01,
            DirtKind.BLANK_LINE, 0.002,
            DirtKind.REPEATED_LINE, 0.01));

    private static final Pattern USER_ID = Pattern.compile("(?<=\"user_id\":)\\d+");
    private static final Pattern PRODUCT_ID = Pattern.compile("(?<=\"product_id\":)\\d+");
    private static final Pattern AFTER_HOUR = Pattern.compile("(?<=T\\d\\d)(?=:)");
    private static final Pattern FIRST_COLON = Pattern.compile(":");
    private static final Pattern EVENT_TYPE = Pattern.compile("[A-Z]+_PRODUCT");
    private static final Pattern END = Pattern.compile("}$");
    private static final int MOST_BLANKS = 4;
    private static final int DIGITS = 10;

    private LineDirt() {}

    /** What happens to a line; nothing for most. */
    static Optional<DirtKind> draw(SplittableRandom random) {
        double luck = random.nextDouble();
        for (Map.Entry<DirtKind, Double> share : SHARES.entrySet()) {
            luck -= share.getValue();
            if (luck < 0) {
                return Optional.of(share.getKey());
            }
        }
        return Optional.empty();
    }

    /** Whether the event itself is lost, and not only a line more is of no use. */
    static boolean losesTheEvent(DirtKind kind) {
        return kind.losesTheLine() && kind != DirtKind.UNKNOWN_EVENT_TYPE && kind != DirtKind.BLANK_LINE;
    }

    static String blank(SplittableRandom random) {
        return " ".repeat(random.nextInt(MOST_BLANKS));
    }

    /** The line as it is with the given kind of dirt. */
    static String spoil(DirtKind kind, String line, SplittableRandom random) {
        return switch (kind) {
            case NULL_USER -> replaceFirst(USER_ID, line, "null");
            case NULL_PRODUCT -> replaceFirst(PRODUCT_ID, line, "null");
            case BAD_TIMESTAMP -> replaceFirst(AFTER_HOUR, line, Integer.toString(random.nextInt(DIGITS)));
            case BROKEN_JSON -> replaceFirst(FIRST_COLON, line, "=");
            case CUT_LINE -> line.substring(0, random.nextInt(1, line.length()));
            case UNKNOWN_EVENT_TYPE -> replaceFirst(EVENT_TYPE, line, "ADD_TO_WISHLIST");
            case UNKNOWN_FIELD -> replaceFirst(END, line, ",\"page\":\"search\"}");
            default -> throw new IllegalArgumentException(kind + " is no dirt of a single line.");
        };
    }

    private static String replaceFirst(Pattern pattern, String line, String replacement) {
        return pattern.matcher(line).replaceFirst(replacement);
    }
}

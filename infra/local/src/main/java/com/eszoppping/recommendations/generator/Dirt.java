package com.eszoppping.recommendations.generator;

import com.eszoppping.recommendations.generator.DayFile.Shape;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Spoils a clean store as real exports are spoilt, in about their shares, and counts what it did. A line of the log gets at
 * most one kind of its own; a session may besides be out of order or continue in the next day's file.
 */
final class Dirt {
    /** Shares of lines, of sessions, or of products. */
    private static final Map<DirtKind, Double> SHARES = Map.ofEntries(
            Map.entry(DirtKind.NULL_USER, 0.05),
            Map.entry(DirtKind.NULL_PRODUCT, 0.05),
            Map.entry(DirtKind.BAD_TIMESTAMP, 0.002),
            Map.entry(DirtKind.BROKEN_JSON, 0.002),
            Map.entry(DirtKind.CUT_LINE, 0.002),
            Map.entry(DirtKind.UNKNOWN_EVENT_TYPE, 0.003),
            Map.entry(DirtKind.UNKNOWN_FIELD, 0.01),
            Map.entry(DirtKind.BLANK_LINE, 0.002),
            Map.entry(DirtKind.REPEATED_LINE, 0.005),
            Map.entry(DirtKind.SESSION_OUT_OF_ORDER, 0.03),
            Map.entry(DirtKind.SESSION_OVER_FILES, 0.01),
            Map.entry(DirtKind.MISSING_PRODUCT, 0.01),
            Map.entry(DirtKind.NEGATED_PRICE, 0.055),
            Map.entry(DirtKind.INFLATED_PRICE, 0.04));

    private static final List<DirtKind> KINDS_OF_A_LINE = List.of(
            DirtKind.NULL_USER,
            DirtKind.NULL_PRODUCT,
            DirtKind.BAD_TIMESTAMP,
            DirtKind.BROKEN_JSON,
            DirtKind.CUT_LINE,
            DirtKind.UNKNOWN_EVENT_TYPE,
            DirtKind.UNKNOWN_FIELD,
            DirtKind.BLANK_LINE,
            DirtKind.REPEATED_LINE);

    /** The kinds of file come first, so that the shortest dirty log has each. */
    private static final List<Shape> SHAPES_OF_THE_FIRST_DAYS =
            List.of(Shape.PLAIN, Shape.SEVERAL_MEMBERS, Shape.NO_FINAL_NEWLINE);

    private final Optional<SplittableRandom> random;
    private final long salt;
    private final Map<DirtKind, Long> counts = new EnumMap<>(DirtKind.class);

    private Dirt(Optional<SplittableRandom> random) {
        this.random = random;
        this.salt = random.map(SplittableRandom::nextLong).orElse(0L);
        for (DirtKind kind : DirtKind.values()) {
            counts.put(kind, 0L);
        }
    }

    static Dirt none() {
        return new Dirt(Optional.empty());
    }

    static Dirt ofRealExports(SplittableRandom random) {
        return new Dirt(Optional.of(random));
    }

    boolean isNone() {
        return random.isEmpty();
    }

    /** How often each kind was made. */
    Map<DirtKind, Long> counts() {
        return counts;
    }

    /** Whether the catalogue lacks a product; the same each time it is asked. */
    boolean isMissing(long productId) {
        return hasFault(DirtKind.MISSING_PRODUCT, productId);
    }

    /** The product's price as the catalogue says it, counted. */
    double price(long productId, double price) {
        if (hasFault(DirtKind.NEGATED_PRICE, productId)) {
            count(DirtKind.NEGATED_PRICE);
            return -price;
        }
        if (hasFault(DirtKind.INFLATED_PRICE, productId)) {
            count(DirtKind.INFLATED_PRICE);
            return price * 1_000_000;
        }
        return price;
    }

    /** The product's name as the catalogue says it, counted. */
    String name(String name) {
        String escaped = isNone() ? name : name.replace("&", "&amp;").replace("'", "&#39;");
        if (!escaped.equals(name)) {
            count(DirtKind.HTML_ENTITY);
        }
        return escaped;
    }

    private boolean hasFault(DirtKind kind, long productId) {
        return !isNone() && StableHash.fraction(salt + kind.ordinal(), productId) < SHARES.get(kind);
    }

    Shape shapeOf(int day) {
        return isNone() || day >= SHAPES_OF_THE_FIRST_DAYS.size() ? Shape.GZIP : SHAPES_OF_THE_FIRST_DAYS.get(day);
    }

    void countFile(Shape shape, int members) {
        switch (shape) {
            case PLAIN -> count(DirtKind.PLAIN_FILE);
            case NO_FINAL_NEWLINE -> count(DirtKind.NO_FINAL_NEWLINE);
            case SEVERAL_MEMBERS -> {
                if (members > 1) {
                    count(DirtKind.MULTI_MEMBER_FILE);
                }
            }
            case GZIP -> {}
        }
    }

    /** In which order a session's events are written. */
    int[] orderOf(Session session) {
        int size = session.size();
        if (size > 1 && strikes(DirtKind.SESSION_OUT_OF_ORDER)) {
            count(DirtKind.SESSION_OUT_OF_ORDER);
            return IntStream.range(0, size).map(place -> size - 1 - place).toArray();
        }
        return IntStream.range(0, size).toArray();
    }

    /** From which place on a session's lines go to the next file; its size if none does. */
    int firstHeldOf(Session session) {
        int size = session.size();
        if (size > 1 && strikes(DirtKind.SESSION_OVER_FILES)) {
            count(DirtKind.SESSION_OVER_FILES);
            return random.orElseThrow().nextInt(1, size);
        }
        return size;
    }

    private boolean strikes(DirtKind kind) {
        return !isNone() && random.orElseThrow().nextDouble() < SHARES.get(kind);
    }

    /**
     * Spoils a line, perhaps.
     *
     * @param line a clean line
     * @param missing whether it names a product that the catalogue lacks
     * @return the lines to write in its place
     */
    List<String> spoil(String line, boolean missing) {
        Optional<DirtKind> kind =
                drawKind().filter(drawn -> drawn != DirtKind.NULL_USER || !line.contains("\"user_id\":null"));
        kind.ifPresent(this::count);
        boolean namesItsProduct = kind.isEmpty() || !losesItsLine(kind.get());
        if (missing && namesItsProduct) {
            count(DirtKind.EVENT_OF_MISSING_PRODUCT);
        }
        return kind.map(drawn -> spoilt(line, drawn)).orElseGet(() -> List.of(line));
    }

    private Optional<DirtKind> drawKind() {
        double luck = random.orElseThrow().nextDouble();
        for (DirtKind kind : KINDS_OF_A_LINE) {
            luck -= SHARES.get(kind);
            if (luck < 0) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Kinds that add a line lose the added one only. */
    private static boolean losesItsLine(DirtKind kind) {
        return kind.losesTheLine() && kind != DirtKind.UNKNOWN_EVENT_TYPE && kind != DirtKind.BLANK_LINE;
    }

    private static List<String> spoilt(String line, DirtKind kind) {
        return switch (kind) {
            case NULL_USER -> List.of(line.replaceFirst("\"user_id\":\\d+", "\"user_id\":null"));
            case NULL_PRODUCT -> List.of(line.replaceFirst("\"product_id\":\\d+", "\"product_id\":null"));
            case BAD_TIMESTAMP -> List.of(line.replaceFirst("T(\\d\\d):", "T2$1:"));
            case BROKEN_JSON -> List.of(line.replaceFirst("\"event_type\":", "\"event_type\";"));
            case CUT_LINE -> List.of(line.substring(0, line.length() / 2));
            case UNKNOWN_FIELD -> List.of(line.replaceFirst("\\}$", ",\"device\":\"phone\"}"));
            case REPEATED_LINE -> List.of(line, line);
            case UNKNOWN_EVENT_TYPE ->
                List.of(line, line.replaceFirst("\"event_type\":\"\\w+\"", "\"event_type\":\"RATE_PRODUCT\""));
            case BLANK_LINE -> List.of(line, "");
            default -> throw new IllegalArgumentException(kind + " is no kind of a line.");
        };
    }

    void count(DirtKind kind) {
        counts.merge(kind, 1L, Long::sum);
    }
}

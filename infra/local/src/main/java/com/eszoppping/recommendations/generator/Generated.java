package com.eszoppping.recommendations.generator;

import java.util.Map;

/**
 * What was generated.
 *
 * @param products products of the store; the catalogue has {@link DirtKind#MISSING_PRODUCT} fewer
 * @param users registered users
 * @param sessions sessions in the log
 * @param events events that really happened
 * @param lines lines in the files below {@code sessions/}; more than {@code events} where the dirt adds some
 * @param files files below {@code sessions/}
 * @param dirt how often each kind occurs, all kinds named; all zero for a clean store
 */
public record Generated(
        int products, int users, long sessions, long events, long lines, int files, Map<DirtKind, Long> dirt) {
    public Generated {
        dirt = Map.copyOf(dirt);
    }

    /** The lines below {@code sessions/} from which no event can be read. */
    public long unusableLines() {
        return dirt.entrySet().stream()
                .filter(entry -> entry.getKey().losesTheLine())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}

package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.JsonLinesReader;
import com.eszoppping.recommendations.lines.RejectReason;
import java.util.Optional;

/** The usable events among the lines that one thread takes. Not thread-safe. */
final class EventLines implements JsonLinesReader.LineTaker {
    private final IdTable products;
    private final TimeRange range;
    private final EventLineParser parser = new EventLineParser();
    private final EventLine line = new EventLine();
    private final RawEvents raw = new RawEvents();
    private long unknownEventTypes;
    private long unknownFields;
    private long outsideRange;

    /**
     * @param products numbers by id; others may read them as well
     * @param range events outside are only counted
     */
    EventLines(IdTable products, TimeRange range) {
        this.products = products;
        this.range = range;
    }

    @Override
    public Optional<RejectReason> take(byte[] bytes, int from, int to) {
        Optional<RejectReason> reason = parser.parse(bytes, from, to, line);
        if (reason.isPresent()) {
            return reason;
        }
        unknownFields += line.unknownFields;
        if (line.kind == EventLine.Kind.UNKNOWN) {
            unknownEventTypes++;
            return Optional.empty();
        }
        int product = products.find(line.product);
        if (product == IdTable.NONE) {
            return Optional.of(RejectReason.UNKNOWN_PRODUCT);
        }
        if (range.contains(line.time.epochMillis())) {
            raw.add(line, product);
        } else {
            outsideRange++;
        }
        return Optional.empty();
    }

    /** Takes what another thread gathered, which has nothing afterwards. */
    void takeOver(EventLines other) {
        raw.takeOver(other.raw);
        unknownEventTypes += other.unknownEventTypes;
        unknownFields += other.unknownFields;
        outsideRange += other.outsideRange;
    }

    RawEvents raw() {
        return raw;
    }

    /** How many usable events there are; other threads may see fewer. */
    long events() {
        return raw.events();
    }

    long unknownEventTypes() {
        return unknownEventTypes;
    }

    long unknownFields() {
        return unknownFields;
    }

    long outsideRange() {
        return outsideRange;
    }
}

package com.eszoppping.recommendations.recovery;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.lines.RejectReason;
import com.eszoppping.recommendations.log.LogQuality;
import com.eszoppping.recommendations.log.SessionLines;
import com.eszoppping.recommendations.log.TimeRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Says of single lines what a training's reader makes of them.
 *
 * @param catalogue events of products that it does not have are of no use
 */
record LineCheck(Catalogue catalogue) {
    /** Why a training cannot use the line; nothing if it can. */
    Optional<Unusable> problem(byte[] line) throws IOException {
        SessionLines reader = new SessionLines(catalogue, TimeRange.all(), rejected -> {});
        reader.read("", new ByteArrayInputStream(line), (bytes, from, to, ties) -> {});
        LogQuality quality = reader.quality();
        Optional<RejectReason> rejected =
                quality.read().rejected().keySet().stream().findFirst();
        if (rejected.isPresent()) {
            return rejected.map(Unusable::of);
        }
        return quality.unknownEventTypes() > 0 ? Optional.of(Unusable.UNKNOWN_EVENT_TYPE) : Optional.empty();
    }
}

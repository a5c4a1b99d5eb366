package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.catalogue.CatalogueBuilder;
import com.eszoppping.recommendations.lines.LinesFile;
import com.eszoppping.recommendations.lines.RejectedLines;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.log.EventLogBuilder;
import com.eszoppping.recommendations.log.TimeRange;
import com.eszoppping.recommendations.store.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Predicate;

/** Streams the store's files out of the bucket. */
public record LogReader(Bucket bucket, Progress progress, Deadline deadline, RejectedLines rejected) {
    /**
     * Reads the catalogue as a training does.
     *
     * @throws TrainingFailedException if there are no files
     * @throws IOException if the bucket can't be read
     */
    public static Catalogue catalogue(Bucket bucket, TrainingRequest request) throws IOException {
        return of(bucket).catalogue(Inputs.find(bucket, request));
    }

    /**
     * Reads the log as a training does.
     *
     * @throws TrainingFailedException if there are no files
     * @throws IOException if the bucket can't be read
     */
    public static EventLog log(Bucket bucket, TrainingRequest request, Catalogue catalogue) throws IOException {
        return of(bucket).read(Inputs.find(bucket, request), request, catalogue, user -> false);
    }

    private static LogReader of(Bucket bucket) {
        return new LogReader(bucket, Progress.none(), Deadline.never(), line -> {});
    }

    Catalogue catalogue(Inputs inputs) throws IOException {
        CatalogueBuilder builder = new CatalogueBuilder(rejected);
        for (StoredObject file : inputs.catalogue()) {
            try (InputStream in = bucket.open(file.key())) {
                builder.read(file.key(), in);
            }
        }
        return builder.build();
    }

    /**
     * Reads the log, unless it is too large for this process's heap. A part of time may fit of any log, so then nobody is refused.
     *
     * @throws LogTooLargeException if it is
     */
    EventLog log(Inputs inputs, TrainingRequest request, Catalogue catalogue, Predicate<String> leftOut)
            throws IOException {
        if (request.range().equals(TimeRange.all())) {
            long heap = Runtime.getRuntime().maxMemory();
            MemoryNeed.of(inputs.sessions(), heap, bucket).check(heap);
        }
        return read(inputs, request, catalogue, leftOut);
    }

    private EventLog read(Inputs inputs, TrainingRequest request, Catalogue catalogue, Predicate<String> leftOut)
            throws IOException {
        EventLogBuilder builder = new EventLogBuilder(catalogue, request.range(), rejected);
        builder.leaveOut(leftOut);
        List<LinesFile> files = inputs.sessions().stream()
                .map(file -> new LinesFile(file.key(), () -> open(file)))
                .toList();
        builder.read(files, request.threads(), events -> progress.advanced(events, "events"));
        return builder.build();
    }

    private InputStream open(StoredObject file) throws IOException {
        deadline.check("reading " + file.key());
        return bucket.open(file.key());
    }
}

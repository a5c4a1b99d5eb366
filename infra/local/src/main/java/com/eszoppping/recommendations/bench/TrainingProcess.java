package com.eszoppping.recommendations.bench;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.groups.Groups;
import com.eszoppping.recommendations.groups.GroupsOptions;
import com.eszoppping.recommendations.local.FolderBucket;
import com.eszoppping.recommendations.local.SqliteTable;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.EventWeights;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.model.Model;
import com.eszoppping.recommendations.popular.Popular;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.training.LogReader;
import com.eszoppping.recommendations.training.Training;
import com.eszoppping.recommendations.training.TrainingRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One training in a process of its own, whose peak of memory is nobody else's. */
public final class TrainingProcess {
    private TrainingProcess() {}

    /** What is trained. */
    enum Scope {
        /** All that {@code ./recs train} does, into SQLite. */
        EVERYTHING,
        /** What the course project did: reading, both of its models with fixed parameters, their lists; in memory. */
        COURSE
    }

    /**
     * Trains and prints the {@link MeasuredPhases}.
     *
     * @param arguments the scope, the folder with the logs, the folder to publish into
     */
    public static void main(String... arguments) throws IOException {
        MeasuredPhases phases = new MeasuredPhases(System.out);
        Path logs = Path.of(arguments[1]);
        switch (Scope.valueOf(arguments[0])) {
            case EVERYTHING -> everything(logs, Path.of(arguments[2]), phases);
            case COURSE -> course(logs, phases);
        }
    }

    private static void everything(Path logs, Path store, MeasuredPhases phases) throws IOException {
        try (Table table = new SqliteTable(store.resolve("versions.db"))) {
            new Training(new FolderBucket(logs, store), table, InstantSource.system(), phases)
                    .run(TrainingRequest.of(Optional.empty()), Deadline.never());
        }
    }

    private static void course(Path logs, MeasuredPhases phases) throws IOException {
        phases.phase("reading the log");
        TrainingRequest request = TrainingRequest.of(Optional.empty());
        Bucket bucket = new FolderBucket(logs, logs);
        EventLog log = LogReader.log(bucket, request, LogReader.catalogue(bucket, request));
        FitOptions options = new FitOptions(1, Runtime.getRuntime().availableProcessors());
        List<RankedList> lists = new ArrayList<>();
        for (Model model : List.of(new Popular(), new Groups(GroupsOptions.DEFAULT, EventWeights.EQUAL))) {
            phases.phase("fitting " + model.name());
            FittedModel fitted = model.fit(log, options);
            phases.phase("lists of " + model.name());
            fitted.lists(lists::add);
        }
        phases.finished();
    }
}

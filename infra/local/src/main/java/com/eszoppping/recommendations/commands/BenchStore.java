package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.generator.StoreOptions;
import com.eszoppping.recommendations.training.TrainingRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The store that is measured: made and trained unless it is there. */
final class BenchStore {
    @Option(
            names = "--store",
            paramLabel = "DIR",
            defaultValue = "out/bench",
            description = "The store that is measured. Default: ${DEFAULT-VALUE}.")
    private Path folder;

    Path folder() {
        return folder;
    }

    Place trained(Console console) throws IOException {
        if (!Files.exists(folder.resolve("sessions"))) {
            Generate.generate(console, StoreOptions.defaults(), folder);
        }
        Place place = Place.Folders.of(folder, folder);
        if (!Files.exists(folder.resolve(Place.Folders.VERSIONS))) {
            Train.train(console, place, TrainingRequest.of(Optional.empty()));
        }
        return place;
    }
}

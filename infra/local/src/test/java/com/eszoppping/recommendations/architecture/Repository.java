package com.eszoppping.recommendations.architecture;

import java.nio.file.Files;
import java.nio.file.Path;

/** The project's own files. */
public final class Repository {
    private static final Path ROOT = root();

    private Repository() {}

    /** A file, by its path from the project's folder. */
    public static Path file(String path) {
        return ROOT.resolve(path);
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("samconfig.toml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}

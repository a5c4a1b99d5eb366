package com.eszoppping.recommendations.desugar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The command that the build of a function runs: desugars the function's classes into another folder, and its libraries in place. */
public final class Desugar {
    private static final int ARGUMENTS = 3;

    private Desugar() {}

    /**
     * Desugars.
     *
     * @param arguments the folder of the classes, the one that they go to, and the jar of all libraries that they need
     * @throws IllegalArgumentException if these are not three
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != ARGUMENTS) {
            throw new IllegalArgumentException(
                    "What is needed is a folder, another folder and a jar, but this is " + List.of(arguments) + ".");
        }
        run(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
    }

    private static void run(Path classes, Path plain, Path jar) throws IOException {
        Libraries libraries = Libraries.read(jar);
        Map<String, byte[]> files = files(classes);
        Map<String, byte[]> all = new HashMap<>(libraries.files());
        all.putAll(files);
        clear(plain); // of what an earlier build left
        for (Map.Entry<String, byte[]> file : new Desugaring(all).of(files).entrySet()) {
            Path target = plain.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
        libraries.replacedBy(new Desugaring(all).of(libraries.files())).write(jar);
    }

    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }
}

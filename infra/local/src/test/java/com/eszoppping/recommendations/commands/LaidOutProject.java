package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.architecture.Repository;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The project in another folder, as it is after a build, so that {@code ./recs} can be called while Maven is at work: what it would
 * build is there, made of the class path of this test, and nothing is newer. What it writes to {@code out} stays there.
 */
final class LaidOutProject {
    private static final Set<String> NOT_THE_PROJECT = Set.of("out", "target");

    private LaidOutProject() {}

    static void in(Path folder) throws IOException {
        link(Repository.file(""), folder, "infra");
        link(Repository.file("infra"), Files.createDirectory(folder.resolve("infra")), "local");
        Path local = Files.createDirectory(folder.resolve("infra/local"));
        link(Repository.file("infra/local"), local, "target");
        // The launcher finds its folder by its own place, wherever links lead.
        Files.delete(folder.resolve("recs"));
        Files.copy(Repository.file("recs"), folder.resolve("recs"), StandardCopyOption.COPY_ATTRIBUTES);
        Path lib = Files.createDirectories(local.resolve("target/lib"));
        writeClassPath(lib.resolve("class-path.jar"));
        Files.createFile(local.resolve("target/recs.stamp"));
    }

    private static void link(Path from, Path to, String but) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (!name.equals(but) && !NOT_THE_PROJECT.contains(name) && !name.startsWith(".")) {
                    Files.createSymbolicLink(to.resolve(name), entry.toAbsolutePath());
                }
            }
        }
    }

    /** A jar that has nothing but the places of all others. */
    private static void writeClassPath(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                                .map(place -> Path.of(place).toUri().toString())
                                .collect(Collectors.joining(" ")));
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
    }
}

package com.eszoppping.recommendations.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The functions' zips, unpacked as Lambda unpacks them, in a folder that is deleted in the end.
 *
 * @param root the folder
 * @param folders where each zip is, by its place in the project
 * @param nativeClient the native part of the runtime interface client for this machine
 */
record UnpackedZips(Path root, Map<String, Path> folders, Path nativeClient) implements AutoCloseable {
    private static final String RUNTIME = "infra/coldstart/target/runtime";

    /** @throws IOException if there is no such zip, because nothing was built */
    static UnpackedZips of(Path home, List<MeasuredFunction> functions) throws IOException {
        Path root = Files.createTempDirectory("recs-cold-start");
        Map<String, Path> folders = new HashMap<>();
        for (MeasuredFunction function : functions) {
            if (!folders.containsKey(function.zip())) {
                Path folder = Files.createDirectory(root.resolve("function" + folders.size()));
                unpack(home.resolve(function.zip()), folder);
                folders.put(function.zip(), folder);
            }
        }
        return new UnpackedZips(root, folders, nativeClient(home.resolve(RUNTIME), root));
    }

    Path folder(MeasuredFunction function) {
        return folders.get(function.zip());
    }

    private static Path nativeClient(Path runtime, Path root) throws IOException {
        Path folder = Files.createDirectory(root.resolve("native"));
        try (Stream<Path> jars = Files.list(runtime)) {
            for (Path jar : jars.filter(file -> file.toString().contains("interface-client"))
                    .toList()) {
                unpack(jar, folder);
            }
        }
        String machine =
                System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("aarch64") ? "aarch_64" : "x86_64";
        return folder.resolve("jni/libaws-lambda-jni.linux-" + machine + ".so");
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        try (InputStream bytes = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(bytes)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("The entry '" + entry.getName() + "' of " + zip + " leads out of it.");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(entries, file);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

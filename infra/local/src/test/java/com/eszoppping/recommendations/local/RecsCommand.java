package com.eszoppping.recommendations.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.sqlite.util.OSInfo;

/** The command line as a user runs it, in a process of its own. */
public final class RecsCommand {
    private RecsCommand() {}

    /** What to start: this JVM's program with this class path, and the arguments of {@code ./recs}. */
    public static List<String> of(String... arguments) {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "com.eszoppping.recommendations.commands.Recs"),
                        Stream.of(arguments))
                .toList();
    }

    /**
     * The same where no file may be larger: what writes then hears what it hears on a full disk. SQLite's library, which is
     * larger than the files of a test, is put into a folder before.
     */
    public static List<String> within(long kilobytes, Path folder, List<String> command) {
        String library = System.mapLibraryName("sqlitejdbc");
        String resource = "/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + library;
        try (InputStream in = OSInfo.class.getResourceAsStream(resource)) {
            Files.copy(in, folder.resolve(library), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Stream.of(
                        Stream.of("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$@\"", "recs", command.getFirst()),
                        Stream.of("-Dorg.sqlite.lib.path=" + folder, "-Dorg.sqlite.lib.name=" + library),
                        command.stream().skip(1))
                .flatMap(part -> part)
                .toList();
    }
}

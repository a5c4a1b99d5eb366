package com.eszoppping.recommendations.local;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
}

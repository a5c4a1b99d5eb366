package com.eszoppping.recommendations.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The most memory that this process had in RAM at once, as Linux counts it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">VmHWM</a>
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html">clear_refs</a>
 */
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR_REFS = Path.of("/proc/self/clear_refs");
    private static final String PEAK = "VmHWM:";
    private static final String RESET_PEAK = "5";
    private static final long BYTES_PER_KB = 1024;

    private PeakMemory() {}

    /** Whether the system says. */
    static boolean isKnown() {
        return Files.exists(STATUS);
    }

    /** Forgets the peak: from now on it is what is held now. */
    static void forget() {
        try {
            Files.writeString(CLEAR_REFS, RESET_PEAK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The peak since it was last forgotten. */
    static long bytes() {
        try {
            List<String> lines = Files.readAllLines(STATUS);
            String line = lines.stream()
                    .filter(one -> one.startsWith(PEAK))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(STATUS + " has no " + PEAK + "."));
            return Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KB;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

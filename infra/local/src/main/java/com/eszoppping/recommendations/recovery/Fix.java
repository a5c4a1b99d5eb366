package com.eszoppping.recommendations.recovery;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A command that mends lines: it reads them from its standard input and writes as many to its standard output, in the same order.
 *
 * @param command for {@code sh}
 */
public record Fix(String command) {
    /**
     * Runs the command once, for all lines.
     *
     * @return what came back, as many as were given
     * @throws FixFailedException if it is not as many, or the command fails
     * @throws IOException if there is no {@code sh}
     */
    List<byte[]> apply(List<byte[]> lines) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            Thread giving = new Thread(() -> give(lines, process), "giving lines to the fix");
            giving.setDaemon(true);
            giving.start();
            List<byte[]> back = split(process.getInputStream().readAllBytes());
            check(process.waitFor(), lines.size(), back.size());
            return back;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The command was interrupted; nothing is written.");
        } finally {
            process.destroy();
        }
    }

    private static void give(List<byte[]> lines, Process process) {
        try (OutputStream in = process.getOutputStream()) {
            for (byte[] line : lines) {
                in.write(line);
                in.write('\n');
            }
        } catch (IOException e) {
            // It stopped reading. How it ends, and what comes back, says whether that is a failure.
        }
    }

    private static List<byte[]> split(byte[] output) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < output.length; at++) {
            if (output[at] == '\n') {
                lines.add(Arrays.copyOfRange(output, from, at));
                from = at + 1;
            }
        }
        if (from < output.length) {
            lines.add(Arrays.copyOfRange(output, from, output.length));
        }
        return lines;
    }

    private void check(int exitCode, int given, int back) {
        if (exitCode != 0) {
            throw new FixFailedException(
                    "The command of --fix ended with exit code " + exitCode + ", but 0 was expected");
        }
        if (back != given) {
            throw new FixFailedException("The command of --fix was given " + given + " lines and gave back " + back
                    + ", but as many were expected");
        }
    }
}

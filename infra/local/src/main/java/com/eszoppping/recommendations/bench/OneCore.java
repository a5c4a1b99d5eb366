package com.eszoppping.recommendations.bench;

import java.io.IOException;
import java.util.List;

/** The words that keep a command on one core, on systems that have them. */
final class OneCore {
    private OneCore() {}

    /** Nothing where there is no {@code taskset}. */
    static List<String> words() {
        for (int number = Runtime.getRuntime().availableProcessors() - 1; number >= 0; number--) {
            List<String> words = List.of("taskset", "-c", Integer.toString(number));
            if (works(words)) {
                return words;
            }
        }
        return List.of();
    }

    private static boolean works(List<String> words) {
        try {
            Process process = new ProcessBuilder(words.get(0), words.get(1), words.get(2), "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

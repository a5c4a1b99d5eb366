package com.eszoppping.recommendations.commands;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a command sees of the world around it.
 *
 * @param out for results
 * @param err for progress and errors
 * @param environment the value of an environment variable, or null
 * @param terminal whether somebody watches {@code err}
 * @param home the project's folder
 */
record Console(PrintStream out, PrintStream err, UnaryOperator<String> environment, boolean terminal, Path home) {
    /** The process's own; the launcher says what Java cannot find out. */
    static Console ofTheProcess() {
        return new Console(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                System::getenv,
                Boolean.getBoolean("recs.terminal"),
                Path.of(System.getProperty("recs.home", "")));
    }

    /** Prints a line of a result, with numbers that look alike wherever one is, and without blanks at its end. */
    void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    }

    /**
     * An environment variable that a command cannot do without.
     *
     * @throws CommandFailedException if it is not set
     */
    String required(String variable, String meaning) {
        return Optional.ofNullable(environment.apply(variable))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new CommandFailedException(
                        "--cloud needs the environment variable " + variable + ", " + meaning + "."));
    }
}

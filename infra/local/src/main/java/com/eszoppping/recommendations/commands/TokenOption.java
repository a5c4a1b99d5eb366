package com.eszoppping.recommendations.commands;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --token}, what requests that change something must carry. */
final class TokenOption {
    private static final String VISIBLE = "[!-~]+";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private Optional<String> token = Optional.empty();

    @Option(
            names = "--token",
            paramLabel = "TEXT",
            description =
                    "What requests that change something must carry, as 'Authorization: Bearer TEXT'. A random one"
                            + " is made and printed without it.")
    void set(String text) {
        if (!text.matches(VISIBLE)) {
            throw new ParameterException(
                    spec.commandLine(), "--token has letters, digits and signs of ASCII, and no blanks.");
        }
        token = Optional.of(text);
    }

    Optional<String> text() {
        return token;
    }
}

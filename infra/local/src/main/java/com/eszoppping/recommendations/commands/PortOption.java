package com.eszoppping.recommendations.commands;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --port}, where the API is answered. */
final class PortOption {
    private static final int HIGHEST = 65_535;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private int port;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Where to listen, on 127.0.0.1; 0 takes any port that is free. Default: ${DEFAULT-VALUE}.")
    void set(int number) {
        port = checked(spec, number);
    }

    /** The number, if it can be a port's. */
    static int checked(CommandSpec spec, int number) {
        if (number < 0 || number > HIGHEST) {
            throw new ParameterException(
                    spec.commandLine(), "--port is a number from 0 to " + HIGHEST + ", but this is " + number + ".");
        }
        return number;
    }

    int number() {
        return port;
    }
}

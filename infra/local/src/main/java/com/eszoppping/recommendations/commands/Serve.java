package com.eszoppping.recommendations.commands;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "serve",
        description = "Answer the API's requests on this machine until Ctrl-C. New versions are picked up at once.")
final class Serve implements Callable<Integer> {
    private final Console console;

    @Mixin
    private PlaceOption place;

    @Mixin
    private PortOption port;

    @Mixin
    private TokenOption token;

    @Mixin
    private OriginOption origin;

    Serve(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Place served = place.existing(console);
        Front.serve(
                console,
                served,
                port.number(),
                origin.origins(),
                token.text(),
                url -> "Serving " + served.name() + " at " + url + " (Ctrl-C stops). The shop is there too.");
        return 0;
    }
}

package com.eszoppping.recommendations.commands;

import com.amazonaws.services.lambda.runtime.Context;
import com.eszoppping.recommendations.admin.AdminFunction;
import com.eszoppping.recommendations.local.LocalContext;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.store.VersionId;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "activate", description = "Make a published version the one that is served, e.g. to roll back.")
final class Activate implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final Console console;

    @Parameters(
            paramLabel = "VERSION",
            converter = VersionName.class,
            description = "Its name, e.g. 20261124T020000Z-3f2a91c0; GET /models lists them.")
    private VersionId version;

    @Mixin
    private PlaceOption place;

    Activate(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Place store = place.existing(console);
        InstantSource clock = InstantSource.system();
        byte[] event = new ObjectMapper().writeValueAsBytes(Map.of("action", "activate", "version", version.text()));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Table table = store.openTable()) {
            AdminFunction admin = new AdminFunction(table, store.bucket(), clock);
            Context context = LocalContext.of("AdminFunction", TIMEOUT, clock, console.err());
            admin.handleRequest(new ByteArrayInputStream(event), answer, context);
        }
        console.out().println(answer.toString(StandardCharsets.UTF_8));
        return 0;
    }
}

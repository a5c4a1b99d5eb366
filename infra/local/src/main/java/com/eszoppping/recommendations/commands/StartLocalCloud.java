package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.local.ContainerGateway;
import com.eszoppping.recommendations.local.LocalApi;
import com.eszoppping.recommendations.local.LocalCloud;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "local-cloud",
        description = "Run S3, DynamoDB and Firehose on this machine (moto) until Ctrl-C, with a bucket, a table and a"
                + " stream. Prints the settings with which --cloud and the AWS CLI find them, and writes those for"
                + " `sam local`.")
final class StartLocalCloud implements Callable<Integer> {
    private static final String LOOPBACK = "127.0.0.1";

    private final Console console;

    @Option(names = "--data", paramLabel = "DIR", description = "Copy this store's logs into the bucket.")
    private Path data;

    private int port;

    @Spec
    private CommandSpec spec;

    @Option(names = "--port", defaultValue = "5566", description = "Where to listen. Default: ${DEFAULT-VALUE}.")
    void setPort(int number) {
        port = PortOption.checked(spec, number);
    }

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description =
                    "The address to listen on. Default: the one that only this machine and its containers reach, or"
                            + " " + LOOPBACK + " where there is no container engine.")
    private String bind;

    @Option(
            names = "--env-vars",
            paramLabel = "FILE",
            defaultValue = "out/local-cloud.json",
            description = "Where to write what `sam local --env-vars` takes. Default: ${DEFAULT-VALUE}.")
    private Path variables;

    StartLocalCloud(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (data != null && !Files.isDirectory(data)) {
            throw new CommandFailedException("There is no folder '" + data + "' to copy from.");
        }
        console.err().println("Starting moto; installing it on first use takes about a minute…");
        try (Interrupt interrupt = Interrupt.ofThisThread()) {
            return run();
        } catch (BindException e) {
            throw new CommandFailedException("Port " + port + " is not to be had: choose another with --port.", e);
        } catch (InterruptedException e) {
            return 0;
        }
    }

    private int run() throws IOException, InterruptedException {
        String gateway = ContainerGateway.address().orElse(LOOPBACK);
        String address = Optional.ofNullable(bind).orElse(gateway);
        String containers = address.equals(LocalCloud.ALL_ADDRESSES) ? gateway : address;
        try (LocalCloud cloud = LocalCloud.start(console.home(), address, port)) {
            if (data != null) {
                console.err().println("Copied " + cloud.upload(data) + " files of " + data + ".");
            }
            write(cloud.samVariables(LocalApi.template(), containers));
            cloud.environment().forEach((name, value) -> console.out().println("export " + name + "=" + value));
            console.err().println("The local cloud is up (Ctrl-C stops it and forgets all).");
            cloud.awaitEnd();
            throw new CommandFailedException("The local cloud has stopped by itself.");
        }
    }

    private void write(String samVariables) throws IOException {
        Files.createDirectories(variables.toAbsolutePath().getParent());
        Files.writeString(variables, samVariables);
        console.err().println("Wrote " + variables + " for sam local.");
    }
}

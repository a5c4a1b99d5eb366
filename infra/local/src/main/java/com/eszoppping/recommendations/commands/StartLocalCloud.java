package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.local.LocalCloud;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "local-cloud",
        description = "Run S3 and DynamoDB on this machine (moto) until Ctrl-C, with a bucket and a table. Prints the"
                + " settings with which --cloud, the AWS CLI and sam find them.")
final class StartLocalCloud implements Callable<Integer> {
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
            defaultValue = "127.0.0.1",
            description = "The address to listen on; containers reach 0.0.0.0. Default: ${DEFAULT-VALUE}.")
    private String bind;

    StartLocalCloud(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (data != null && !Files.isDirectory(data)) {
            throw new CommandFailedException("There is no folder '" + data + "' to copy from.");
        }
        console.err().println("Starting moto; installing it on first use takes about a minute…");
        try (Interrupt interrupt = Interrupt.ofThisThread();
                LocalCloud cloud = LocalCloud.start(console.home(), bind, port)) {
            if (data != null) {
                console.err().println("Copied " + cloud.upload(data) + " files of " + data + ".");
            }
            cloud.environment().forEach((name, value) -> console.out().println("export " + name + "=" + value));
            console.err().println("The local cloud is up (Ctrl-C stops it and forgets all).");
            cloud.awaitEnd();
            throw new CommandFailedException("The local cloud has stopped by itself.");
        } catch (BindException e) {
            throw new CommandFailedException(
                    "Port " + port + " of " + bind + " is not to be had: choose another with --port.", e);
        } catch (InterruptedException e) {
            return 0;
        }
    }
}

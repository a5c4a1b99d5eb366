package com.eszoppping.recommendations.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * DynamoDB Local over HTTP, in this process and in memory, started once. For tests only: its licence forbids shipping
 * it.
 */
public final class LocalDynamo {
    /** The server keeps tables by region and access key. */
    public static final Region REGION = Region.EU_CENTRAL_1;

    private static final URI ENDPOINT = start();

    private LocalDynamo() {}

    /** The name of a new, empty table. */
    public static String newTable() {
        String name = "test-" + UUID.randomUUID();
        try (DynamoDbClient client = clientBuilder().build()) {
            DynamoTable.create(client, name);
        }
        return name;
    }

    /** Where the server answers. */
    public static URI endpoint() {
        return ENDPOINT;
    }

    /** Those that own the tables. */
    public static AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    }

    /** The settings of a client for the server. */
    public static DynamoDbClientBuilder clientBuilder() {
        return DynamoDbClient.builder()
                .endpointOverride(ENDPOINT)
                .region(REGION)
                .credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    /**
     * The settings of a client that answers requests.
     *
     * @param endpoint the server's, or one that leads to it
     */
    public static DynamoDbClientBuilder clientForRequests(URI endpoint) {
        return DynamoTable.clientForRequests()
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(credentials());
    }

    private static URI start() {
        try {
            int port = freePort();
            DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(
                    new String[] {"-inMemory", "-disableTelemetry", "-port", Integer.toString(port)});
            server.start();
            return URI.create("http://localhost:" + port);
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not start.", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

package com.eszoppping.recommendations.local;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.S3Bucket;
import com.eszoppping.recommendations.store.DynamoTable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * S3, DynamoDB and Firehose on this machine, with a bucket, a table and a delivery stream as {@code template.yaml} makes them, so that the very
 * adapters of the cloud run without an account. Nothing in it outlives it.
 */
public final class LocalCloud implements AutoCloseable {
    /** The bucket that is made. */
    public static final String BUCKET = "eszoppping-logs";

    /** The table that is made. */
    public static final String TABLE = "eszoppping-recommendations";

    /** The delivery stream that is made, into the bucket. */
    public static final String STREAM = "eszoppping-feedback";

    /** To bind to every address of this machine. */
    public static final String ALL_ADDRESSES = "0.0.0.0";

    /** With which {@code ./recs serve --cloud} and functions hash visitors here. */
    private static final String VISITOR_SALT = "local-cloud";

    private static final Region REGION = Region.EU_CENTRAL_1;
    private static final String ANY_KEY = "local";
    private static final String ANY_ROLE = "arn:aws:iam::123456789012:role/delivery";
    private static final List<String> LOGS = List.of("catalogue", "sessions", "exposures");

    private final MotoServer server;
    private final URI endpoint;

    private LocalCloud(MotoServer server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /**
     * Starts the server, installing it on first use, and makes the empty bucket, table and stream.
     *
     * @param home the project's folder
     * @param bindAddress where to listen; {@link ContainerGateway#address} is reached from containers
     * @param port 0 takes any that is free
     * @throws BindException if the port is in use
     * @throws IOException with a sentence for the user if the server does not start
     */
    public static LocalCloud start(Path home, String bindAddress, int port) throws IOException, InterruptedException {
        String reachedAt = bindAddress.equals(ALL_ADDRESSES) ? "127.0.0.1" : bindAddress;
        int free = freePort(bindAddress, port);
        URI endpoint = URI.create("http://" + reachedAt + ":" + free);
        LocalCloud cloud = new LocalCloud(MotoServer.start(home, bindAddress, free), endpoint);
        try {
            cloud.createBucketTableAndStream();
            return cloud;
        } catch (RuntimeException e) {
            cloud.close();
            throw e;
        }
    }

    /** Where all services answer. */
    public URI endpoint() {
        return endpoint;
    }

    /** The settings with which the AWS SDKs, the SAM CLI and our functions find it, as environment variables. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("AWS_ENDPOINT_URL", endpoint.toString());
        environment.put("AWS_ACCESS_KEY_ID", ANY_KEY);
        environment.put("AWS_SECRET_ACCESS_KEY", ANY_KEY);
        environment.put("AWS_REGION", REGION.id());
        environment.putAll(functionVariables());
        return environment;
    }

    /**
     * The file for {@code sam local … --env-vars} with which functions in containers find it.
     *
     * @param template the text of {@code template.yaml}
     * @param host this machine's address as containers see it
     */
    public String samVariables(String template, String host) {
        return SamVariables.json(
                template, functionVariables(), URI.create("http://" + host + ":" + endpoint.getPort()));
    }

    private static Map<String, String> functionVariables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("BUCKET_NAME", BUCKET);
        variables.put("TABLE_NAME", TABLE);
        variables.put("STREAM_NAME", STREAM);
        variables.put("VISITOR_SALT", VISITOR_SALT);
        return variables;
    }

    /**
     * Copies a store's logs into the bucket.
     *
     * @param data a folder laid out like the bucket
     * @return how many files it copied
     */
    public int upload(Path data) throws IOException {
        try (S3Client s3 = s3(endpoint, REGION)) {
            return upload(data, new S3Bucket(s3, BUCKET));
        }
    }

    static int upload(Path data, Bucket bucket) throws IOException {
        List<Path> files = logs(data);
        for (Path file : files) {
            bucket.write(data.relativize(file).toString(), file);
        }
        return files.size();
    }

    /** Waits until the server ends by itself, which it does when somebody stops its process. */
    public void awaitEnd() throws InterruptedException {
        server.awaitEnd();
    }

    @Override
    public void close() {
        server.close();
    }

    private static int freePort(String address, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(address))) {
            return socket.getLocalPort();
        }
    }

    private static List<Path> logs(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> data.relativize(file).getNameCount() > 1)
                    .filter(file ->
                            LOGS.contains(data.relativize(file).getName(0).toString()))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private void createBucketTableAndStream() {
        try (S3Client s3 = s3(endpoint, REGION)) {
            s3.createBucket(request -> request.bucket(BUCKET)
                    .createBucketConfiguration(location -> location.locationConstraint(REGION.id())));
        }
        try (DynamoDbClient dynamo = dynamo()) {
            DynamoTable.create(dynamo, TABLE);
        }
        try (FirehoseClient firehose = firehose()) {
            firehose.createDeliveryStream(stream -> stream.deliveryStreamName(STREAM)
                    .extendedS3DestinationConfiguration(destination -> destination
                            .bucketARN("arn:aws:s3:::" + BUCKET)
                            .roleARN(ANY_ROLE)
                            .prefix("sessions/feedback/")
                            .fileExtension(".jsonl")));
        }
    }

    /** A client of any server like this one. */
    static S3Client s3(URI endpoint, Region region) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials())
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private DynamoDbClient dynamo() {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(credentials())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private FirehoseClient firehose() {
        return FirehoseClient.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(credentials())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(ANY_KEY, ANY_KEY));
    }
}

package com.eszoppping.recommendations.faults;

import com.eszoppping.recommendations.architecture.Repository;
import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.S3Bucket;
import com.eszoppping.recommendations.faults.Invariants.StoredItem;
import com.eszoppping.recommendations.local.LocalCloud;
import com.eszoppping.recommendations.local.RecsCommand;
import com.eszoppping.recommendations.store.Deadline;
import com.eszoppping.recommendations.store.DynamoTable;
import com.eszoppping.recommendations.store.LocalDynamo;
import com.eszoppping.recommendations.store.Table;
import com.eszoppping.recommendations.training.Progress;
import com.eszoppping.recommendations.training.Training;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.eszoppping.recommendations.training.TrainingSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * S3 of moto and DynamoDB Local, each behind a {@link FaultyWire}, and the very adapters of the cloud, which find
 * the wires as they find any endpoint. Beside them there is a way to both without faults, for what is checked.
 */
final class FaultyCloud implements Stack, AutoCloseable {
    private static final List<String> SETTINGS = List.of(
            "aws.endpointUrlS3",
            "aws.endpointUrlDynamoDb",
            "aws.endpointUrlFirehose",
            "aws.region",
            "aws.accessKeyId",
            "aws.secretAccessKey");
    private static final Duration LONGEST_TRAINING = Duration.ofMinutes(2);

    /** The bucket's name. */
    static final String BUCKET = LocalCloud.BUCKET;

    final FaultyWire objects;
    final FaultyWire items;
    final FaultyWire visitorsItems;
    final FaultyWire stream;
    private final LocalCloud moto;
    private final DynamoDbClient direct = LocalDynamo.clientBuilder().build();
    private String tableName;
    private final Bucket bucket;
    private final Bucket directBucket;

    private FaultyCloud(LocalCloud moto) throws IOException {
        this.moto = moto;
        objects = FaultyWire.to(moto.endpoint());
        items = FaultyWire.to(LocalDynamo.endpoint());
        visitorsItems = FaultyWire.to(LocalDynamo.endpoint());
        stream = FaultyWire.to(moto.endpoint());
        System.setProperty("aws.region", LocalDynamo.REGION.id());
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        System.setProperty("aws.endpointUrlS3", moto.endpoint().toString());
        directBucket = S3Bucket.connect(LocalCloud.BUCKET);
        System.setProperty("aws.endpointUrlS3", objects.uri().toString());
        System.setProperty("aws.endpointUrlDynamoDb", items.uri().toString());
        System.setProperty("aws.endpointUrlFirehose", stream.uri().toString());
        bucket = S3Bucket.connect(LocalCloud.BUCKET);
    }

    static FaultyCloud start() throws Exception {
        return new FaultyCloud(LocalCloud.start(Repository.file(""), "127.0.0.1", 0));
    }

    /** From now on the table is a new, empty one. */
    void renewTable() {
        tableName = LocalDynamo.newTable();
    }

    /** Replaces the logs. */
    void upload(Path shop) throws IOException {
        moto.upload(shop);
    }

    Bucket bucket() {
        return bucket;
    }

    @Override
    public Bucket directBucket() {
        return directBucket;
    }

    /** A client of the bucket without faults; the caller closes it. */
    S3Client directS3() {
        return S3Client.builder()
                .endpointOverride(moto.endpoint())
                .region(LocalDynamo.REGION)
                .credentialsProvider(LocalDynamo.credentials())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** Takes away the second file of the log, if there is one. */
    void removeMore() {
        try (S3Client s3 = directS3()) {
            s3.deleteObject(object -> object.bucket(BUCKET).key("sessions/more.jsonl"));
        }
    }

    @Override
    public Table directTable() {
        return new DynamoTable(LocalDynamo.clientBuilder().build(), tableName);
    }

    @Override
    public Table visitorsTable() {
        return DynamoTable.forRequests(
                LocalDynamo.clientForRequests(visitorsItems.uri()).build(), tableName);
    }

    @Override
    public TrainingSummary train(Path shop, Instant logicalTime) throws IOException {
        upload(shop);
        return train(logicalTime);
    }

    @Override
    public Process startTraining(Path shop, Instant logicalTime) throws IOException {
        upload(shop);
        ProcessBuilder training = new ProcessBuilder(
                        RecsCommand.of("train", "--cloud", "--time", logicalTime.toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        training.environment()
                .putAll(Map.of(
                        "BUCKET_NAME",
                        BUCKET,
                        "TABLE_NAME",
                        tableName,
                        "AWS_ENDPOINT_URL_S3",
                        objects.uri().toString(),
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        items.uri().toString(),
                        "AWS_REGION",
                        LocalDynamo.REGION.id(),
                        "AWS_ACCESS_KEY_ID",
                        "test",
                        "AWS_SECRET_ACCESS_KEY",
                        "test"));
        return training.start();
    }

    /** A training by the adapters of TrainingFunction. */
    TrainingSummary train(Instant logicalTime) throws IOException {
        return train(bucket, logicalTime, InstantSource.system());
    }

    TrainingSummary train(Bucket from, Instant logicalTime, InstantSource clock) throws IOException {
        Instant end = Instant.now().plus(LONGEST_TRAINING);
        return train(from, logicalTime, clock, () -> Duration.between(Instant.now(), end), Progress.none());
    }

    TrainingSummary train(Bucket from, Instant logicalTime, InstantSource clock, Deadline deadline, Progress progress)
            throws IOException {
        try (Table table = DynamoTable.connect(tableName)) {
            return new Training(from, table, clock, progress)
                    .run(TrainingRequest.of(Optional.of(logicalTime)), deadline);
        }
    }

    @Override
    public List<StoredItem> items() {
        return direct
                .scanPaginator(
                        scan -> scan.tableName(tableName).consistentRead(true).projectionExpression("id, expiresAt"))
                .items()
                .stream()
                .map(item -> new StoredItem(
                        item.get("id").s(),
                        item.containsKey("expiresAt")
                                ? OptionalLong.of(
                                        Long.parseLong(item.get("expiresAt").n()))
                                : OptionalLong.empty()))
                .toList();
    }

    void follow(FaultSchedule schedule) {
        objects.follow(schedule);
        items.follow(schedule);
        visitorsItems.follow(schedule);
        stream.follow(schedule);
    }

    /** How many faults happened since this was asked last. */
    long takeFaults() {
        return List.of(objects, items, visitorsItems, stream).stream()
                .map(FaultyWire::takeHappened)
                .map(Map::values)
                .flatMap(Collection::stream)
                .mapToLong(Long::longValue)
                .sum();
    }

    @Override
    public void close() {
        SETTINGS.forEach(System::clearProperty);
        direct.close();
        stream.close();
        visitorsItems.close();
        items.close();
        objects.close();
        moto.close();
    }
}

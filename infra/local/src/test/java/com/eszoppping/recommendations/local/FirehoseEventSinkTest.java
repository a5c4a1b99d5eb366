package com.eszoppping.recommendations.local;

import com.eszoppping.recommendations.architecture.Repository;
import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.S3Bucket;
import com.eszoppping.recommendations.feedback.EventSink;
import com.eszoppping.recommendations.feedback.FirehoseEventSink;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The sink of the cloud against moto, whose Firehose writes each batch into its S3 at once. */
final class FirehoseEventSinkTest extends EventSinkContract {
    private LocalCloud cloud;
    private FirehoseClient firehose;
    private S3Client s3;

    @BeforeEach
    void start() throws Exception {
        cloud = LocalCloud.start(Repository.file(""), "127.0.0.1", 0);
        firehose = FirehoseClient.builder()
                .endpointOverride(cloud.endpoint())
                .region(region())
                .credentialsProvider(credentials())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        s3 = S3Client.builder()
                .endpointOverride(cloud.endpoint())
                .region(region())
                .credentialsProvider(credentials())
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterEach
    void stop() {
        s3.close();
        firehose.close();
        cloud.close();
    }

    @Override
    protected EventSink sink() {
        return new FirehoseEventSink(firehose, LocalCloud.STREAM, InstantSource.system());
    }

    @Override
    protected Bucket bucket() {
        return new S3Bucket(s3, LocalCloud.BUCKET);
    }

    private Region region() {
        Map<String, String> environment = cloud.environment();
        return Region.of(environment.get("AWS_REGION"));
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    }
}

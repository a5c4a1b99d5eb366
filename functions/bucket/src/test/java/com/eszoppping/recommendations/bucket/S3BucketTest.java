package com.eszoppping.recommendations.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** {@link S3Bucket} passes the contract against moto's S3 server, over the network. */
final class S3BucketTest extends BucketContract {
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private static MotoServer server;
    private static S3Client s3;

    private S3Bucket bucket;
    private String name;

    @BeforeAll
    static void start() throws IOException {
        server = MotoServer.start();
        s3 = clientBuilder(server.endpoint()).build();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            s3.close();
            server.close();
        }
    }

    @BeforeEach
    void make_an_empty_bucket() {
        name = "logs-" + BUCKETS.incrementAndGet();
        s3.createBucket(request -> request.bucket(name));
        bucket = new S3Bucket(s3, name);
    }

    @Override
    protected Bucket bucket() {
        return bucket;
    }

    static S3ClientBuilder clientBuilder(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create());
    }

    @Test
    void its_location_is_an_s3_address() {
        assertThat(bucket.location()).isEqualTo("s3://" + name);
    }

    @Test
    void connecting_takes_the_standard_settings() throws IOException {
        Map<String, String> settings = Map.of(
                "aws.endpointUrlS3", server.endpoint().toString(),
                "aws.region", "eu-central-1",
                "aws.accessKeyId", "local",
                "aws.secretAccessKey", "local");
        settings.forEach(System::setProperty);
        try {
            S3Bucket.connect(name).write("control/pointer.json", "{}".getBytes(UTF_8));
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }

        assertThat(content("control/pointer.json")).isEqualTo("{}");
    }

    @Test
    void a_folder_made_in_the_console_is_no_object() throws IOException {
        s3.putObject(request -> request.bucket(name).key("sessions/"), RequestBody.empty());
        bucket.write("sessions/a.jsonl", "{}".getBytes(UTF_8));

        assertThat(keys("sessions/")).containsExactly("sessions/a.jsonl");
    }

    @Test
    void an_error_names_the_bucket_and_the_key() {
        Bucket missing = new S3Bucket(s3, "no-such-bucket");

        assertThatThrownBy(() -> missing.list("sessions/"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Could not list s3://no-such-bucket/sessions/: ");
        assertThatThrownBy(() -> missing.write("reports/v1/report.json", new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Could not write s3://no-such-bucket/reports/v1/report.json: ");
        assertThatThrownBy(() -> missing.open("sessions/a.jsonl"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Could not read s3://no-such-bucket/sessions/a.jsonl: ");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> bucket.write("reports/v1/report.json", Path.of("no-such-file")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-file");
        assertThatThrownBy(() -> content("reports/v1/report.json")).isInstanceOf(IOException.class);
    }
}

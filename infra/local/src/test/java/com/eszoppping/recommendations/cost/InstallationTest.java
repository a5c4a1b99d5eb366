package com.eszoppping.recommendations.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.architecture.Repository;
import com.eszoppping.recommendations.local.TemplatePart;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The bill and the template say the same. */
class InstallationTest {
    private final TemplatePart template = TemplatePart.whole(Files.readString(Repository.file("template.yaml")));

    InstallationTest() throws IOException {}

    @Test
    void what_is_billed_is_what_the_template_says() {
        Installation installation = Installation.ofTheTemplate();

        assertThat(installation.apiMemoryMb()).isEqualTo(1_769);
        assertThat(installation.trainingMemoryMb()).isEqualTo(3_008);
        assertThat(installation.trainingTimeoutSeconds()).isEqualTo(900);
        assertThat(installation.bufferSeconds()).isEqualTo(900);
        assertThat(installation.exposureDays()).isEqualTo(400);
        assertThat(installation.logDays()).isEqualTo(30);
        assertThat(installation.restorable()).isTrue();
        assertThat(installation.routes()).isZero(); // none has metrics of its own
    }

    @Test
    void what_the_prices_leave_out_is_free_as_the_template_has_it() {
        // Another architecture has another price, and so has more storage than this.
        assertThat(defaultOf("Architecture")).contains("arm64");
        assertThat(defaultOf("TrainingStorageMb")).contains("512");
    }

    @Test
    void alarms_and_dashboards_are_counted_in_nested_templates_too() {
        TemplatePart nested = TemplatePart.whole("""
                Resources:
                  One:
                    Type: AWS::CloudWatch::Alarm
                    Properties: {MetricName: Errors}
                  Formula:
                    Type: AWS::CloudWatch::Alarm
                    Properties:
                      Metrics: [{Id: share, Expression: a / b}, {Id: a, MetricStat: {}}, {Id: b, MetricStat: {}}]
                  Board:
                    Type: AWS::CloudWatch::Dashboard
                    Properties: {DashboardBody: "{}"}
                """);
        Installation without = Installation.ofTheTemplate();
        Installation with = Installation.of(template, List.of(exposures(), nested));

        assertThat(with.alarmMetrics())
                .isEqualTo(Installation.of(template, List.of(exposures())).alarmMetrics() + 3);
        assertThat(with.dashboards()).isEqualTo(1);
        assertThat(with.apiMemoryMb()).isEqualTo(without.apiMemoryMb());
    }

    private static TemplatePart exposures() {
        return TemplatePart.whole("""
                Resources:
                  Stream:
                    Type: AWS::KinesisFirehose::DeliveryStream
                    Properties:
                      ExtendedS3DestinationConfiguration:
                        Prefix: exposures/
                        BufferingHints: {IntervalInSeconds: 900, SizeInMBs: 64}
                """);
    }

    private Optional<String> defaultOf(String parameter) {
        return template.child("Parameters").child(parameter).child("Default").text();
    }
}

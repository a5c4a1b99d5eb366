package com.eszoppping.recommendations.cost;

import com.eszoppping.recommendations.local.LocalApi;
import com.eszoppping.recommendations.local.TemplatePart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the template says that costs something, in its stage for production.
 *
 * @param apiMemoryMb memory of ApiFunction
 * @param feedbackMemoryMb memory of FeedbackFunction
 * @param trainingMemoryMb memory of TrainingFunction
 * @param trainingTimeoutSeconds how long a training may take
 * @param routes routes of which API Gateway keeps metrics apart
 * @param restorable whether the table can be restored to any second
 * @param logDays how long CloudWatch keeps logs
 * @param exposureDays how long the bucket keeps exposures
 * @param bufferSeconds how long Firehose collects what becomes one object
 * @param bufferMb how much of it
 * @param alarmMetrics metrics that alarms look at
 * @param dashboards dashboards
 */
public record Installation(
        int apiMemoryMb,
        int feedbackMemoryMb,
        int trainingMemoryMb,
        int trainingTimeoutSeconds,
        int routes,
        boolean restorable,
        int logDays,
        int exposureDays,
        int bufferSeconds,
        int bufferMb,
        int alarmMetrics,
        int dashboards) {
    private static final String EXPOSURES = "exposures/";
    private static final String STACK = "AWS::CloudFormation::Stack";

    /** The one of this build's template and of the templates that it nests. */
    public static Installation ofTheTemplate() {
        TemplatePart whole = TemplatePart.whole(LocalApi.template());
        List<TemplatePart> nested = whole.resources(STACK).values().stream()
                .map(stack -> nested(stack.child("TemplateURL").text().orElseThrow()))
                .toList();
        return of(whole, nested);
    }

    private static TemplatePart nested(String path) {
        try (InputStream template = Installation.class.getResourceAsStream("/" + path)) {
            if (template == null) {
                throw new IllegalStateException("This build has no " + path + "; build the project again.");
            }
            return TemplatePart.whole(new String(template.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("The " + path + " of this build cannot be read.", e);
        }
    }

    static Installation of(TemplatePart whole, List<TemplatePart> nested) {
        List<TemplatePart> all =
                Stream.concat(Stream.of(whole), nested.stream()).toList();
        Map<String, TemplatePart> functions = whole.resources("AWS::Serverless::Function");
        TemplatePart api = only(whole, "AWS::Serverless::HttpApi");
        TemplatePart buffer = exposures(all).child("BufferingHints");
        return new Installation(
                number(whole, functions.get("ApiFunction").child("MemorySize")),
                number(whole, functions.get("FeedbackFunction").child("MemorySize")),
                number(whole, functions.get("TrainingFunction").child("MemorySize")),
                number(whole, functions.get("TrainingFunction").child("Timeout")),
                isOn(api.child("DefaultRouteSettings").child("DetailedMetricsEnabled"))
                        ? routes(functions.get("ApiFunction")) + routes(functions.get("FeedbackFunction"))
                        : 0,
                isOn(only(whole, "AWS::DynamoDB::Table")
                        .child("PointInTimeRecoverySpecification")
                        .child("PointInTimeRecoveryEnabled")),
                number(whole, resource(whole, "ApiLogs").child("RetentionInDays")),
                exposureDays(only(whole, "AWS::S3::Bucket")),
                number(whole, buffer.child("IntervalInSeconds")),
                number(whole, buffer.child("SizeInMBs")),
                resources(all, "AWS::CloudWatch::Alarm")
                        .mapToInt(Installation::metricsOf)
                        .sum(),
                Math.toIntExact(resources(all, "AWS::CloudWatch::Dashboard").count()));
    }

    private static Stream<TemplatePart> resources(List<TemplatePart> templates, String type) {
        return templates.stream().flatMap(template -> template.resources(type).values().stream());
    }

    /** Where the stream of exposures puts them; its name is another in a template of its own. */
    private static TemplatePart exposures(List<TemplatePart> templates) {
        return resources(templates, "AWS::KinesisFirehose::DeliveryStream")
                .map(stream -> stream.child("ExtendedS3DestinationConfiguration"))
                .filter(destination ->
                        destination.child("Prefix").text().orElse("").startsWith(EXPOSURES))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The template has no stream of exposures."));
    }

    private static TemplatePart resource(TemplatePart whole, String name) {
        return whole.child("Resources").child(name).child("Properties");
    }

    private static TemplatePart only(TemplatePart whole, String type) {
        Map<String, TemplatePart> resources = whole.resources(type);
        if (resources.size() != 1) {
            throw new IllegalArgumentException(
                    "The template has one " + type + ", but there are " + resources.size() + ".");
        }
        return resources.values().iterator().next();
    }

    /** A number that stands there, or that of the parameter that stands there. */
    private static int number(TemplatePart whole, TemplatePart part) {
        Optional<String> text = part.reference().isPresent()
                ? whole.child("Parameters")
                        .child(part.reference().get())
                        .child("Default")
                        .text()
                : part.text();
        return Integer.parseInt(
                text.orElseThrow(() -> new IllegalArgumentException("The template lacks a number that costs money.")));
    }

    /** Also if a condition, which is that of production, comes first: {@code !If [IsProd, true, false]}. */
    private static boolean isOn(TemplatePart part) {
        Optional<String> text = part.items().size() > 1 ? part.items().get(1).text() : part.text();
        return text.equals(Optional.of("true"));
    }

    private static int routes(TemplatePart function) {
        return function.child("Events").childrenOfType("HttpApi").size();
    }

    private static int exposureDays(TemplatePart bucket) {
        return bucket.child("LifecycleConfiguration").child("Rules").items().stream()
                .filter(rule -> rule.child("Prefix").text().equals(Optional.of(EXPOSURES)))
                .map(rule ->
                        Integer.parseInt(rule.child("ExpirationInDays").text().orElseThrow()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The template keeps exposures for ever."));
    }

    /** An alarm on a formula is charged for each metric of the formula. */
    private static int metricsOf(TemplatePart alarm) {
        long ofFormula = alarm.child("Metrics").items().stream()
                .filter(metric -> metric.child("MetricStat").isThere())
                .count();
        return Math.max(1, Math.toIntExact(ofFormula));
    }
}

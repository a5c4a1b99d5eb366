package com.eszoppping.recommendations.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file for {@code sam local … --env-vars} with which the template's functions find a local cloud. */
public final class SamVariables {
    /** Which {@code sam local} gives every function, as far as it declares them. */
    private static final String ALL_FUNCTIONS = "Parameters";

    private static final String JVM_OPTIONS = "JAVA_TOOL_OPTIONS";
    private static final List<String> SERVICES = List.of("DynamoDb", "S3", "Firehose");
    private static final ObjectMapper JSON = new ObjectMapper();

    private SamVariables() {}

    /**
     * The file's text. Endpoints go the way of JVM options: the template declares those anyway, and an endpoint that it declared
     * for this file's sake would be blank in the cloud, which the SDK doesn't take.
     *
     * @param template the text of {@code template.yaml}
     * @param shared the variables that all functions get
     * @param endpoint where containers reach all services; its host is an IP address, with which S3 buckets are no host names
     */
    public static String json(String template, Map<String, String> shared, URI endpoint) {
        TemplatePart whole = TemplatePart.whole(template);
        String usualOptions = jvmOptions(whole.child("Globals").child("Function"), "");
        Map<String, Map<String, String>> variables = new LinkedHashMap<>();
        variables.put(ALL_FUNCTIONS, shared);
        whole.resources("AWS::Serverless::Function")
                .forEach((name, function) -> variables.put(
                        name, Map.of(JVM_OPTIONS, withEndpoints(jvmOptions(function, usualOptions), endpoint))));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(variables);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The variables cannot be written as JSON.", e);
        }
    }

    private static String jvmOptions(TemplatePart function, String otherwise) {
        return function.child("Environment")
                .child("Variables")
                .child(JVM_OPTIONS)
                .text()
                .orElse(otherwise);
    }

    private static String withEndpoints(String options, URI endpoint) {
        StringBuilder all = new StringBuilder(options);
        SERVICES.forEach(service ->
                all.append(" -Daws.endpointUrl").append(service).append('=').append(endpoint));
        return all.toString().strip();
    }
}

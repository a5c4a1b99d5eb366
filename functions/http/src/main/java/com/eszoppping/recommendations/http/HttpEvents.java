package com.eszoppping.recommendations.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * API Gateway's events and responses (payload 2.0) as JSON, read and written field by field: binding them by reflection
 * costs a third of a cold start.
 */
public final class HttpEvents {
    private static final JsonFactory JSON = new JsonFactory();

    private HttpEvents() {}

    /** Reads what routing, parameters and bodies need; everything else in the event is passed over. */
    public static APIGatewayV2HTTPEvent read(InputStream input) throws IOException {
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        event.setHeaders(Map.of());
        event.setQueryStringParameters(Map.of());
        event.setPathParameters(Map.of());
        try (JsonParser json = JSON.createParser(input)) {
            json.nextToken();
            eachField(json, name -> {
                switch (name) {
                    case "routeKey" -> event.setRouteKey(json.getText());
                    case "rawPath" -> event.setRawPath(json.getText());
                    case "headers" -> event.setHeaders(texts(json));
                    case "queryStringParameters" -> event.setQueryStringParameters(texts(json));
                    case "body" -> event.setBody(json.getValueAsString());
                    case "isBase64Encoded" -> event.setIsBase64Encoded(json.getValueAsBoolean());
                    case "pathParameters" -> event.setPathParameters(texts(json));
                    case "requestContext" -> event.setRequestContext(requestContext(json));
                    default -> json.skipChildren();
                }
            });
        }
        if (event.getIsBase64Encoded() && event.getBody() != null) {
            event.setBody(decoded(event.getBody()));
            event.setIsBase64Encoded(false);
        }
        return event;
    }

    /** The body as text: the gateway encodes what it does not take for text, such as what curl sends by default. */
    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static APIGatewayV2HTTPEvent.RequestContext requestContext(JsonParser json) throws IOException {
        APIGatewayV2HTTPEvent.RequestContext context = new APIGatewayV2HTTPEvent.RequestContext();
        eachField(json, name -> {
            switch (name) {
                case "requestId" -> context.setRequestId(json.getText());
                case "http" -> context.setHttp(http(json));
                default -> json.skipChildren();
            }
        });
        return context;
    }

    private static APIGatewayV2HTTPEvent.RequestContext.Http http(JsonParser json) throws IOException {
        APIGatewayV2HTTPEvent.RequestContext.Http http = new APIGatewayV2HTTPEvent.RequestContext.Http();
        eachField(json, name -> {
            switch (name) {
                case "method" -> http.setMethod(json.getText());
                case "path" -> http.setPath(json.getText());
                default -> json.skipChildren();
            }
        });
        return http;
    }

    private static Map<String, String> texts(JsonParser json) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        eachField(json, name -> texts.put(name, json.getText()));
        return texts;
    }

    /** Something that reads the value at hand. */
    private interface FieldReader {
        void read(String name) throws IOException;
    }

    private static void eachField(JsonParser json, FieldReader reader) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            reader.read(name);
        }
    }

    /** Writes a response in the form that API Gateway expects. */
    public static void write(APIGatewayV2HTTPResponse response, OutputStream output) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(output)) {
            json.writeStartObject();
            json.writeNumberField("statusCode", response.getStatusCode());
            json.writeObjectFieldStart("headers");
            for (Map.Entry<String, String> header : response.getHeaders().entrySet()) {
                json.writeStringField(header.getKey(), header.getValue());
            }
            json.writeEndObject();
            json.writeStringField("body", response.getBody());
            json.writeBooleanField("isBase64Encoded", false);
            json.writeEndObject();
        }
    }
}

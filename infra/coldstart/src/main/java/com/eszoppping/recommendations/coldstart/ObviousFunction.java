package com.eszoppping.recommendations.coldstart;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** One item of the table as JSON, written as the first examples show it. */
public final class ObviousFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final DynamoDbClient client = DynamoDbClient.create();
    private final ObjectMapper json = new ObjectMapper();

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(System.getenv("TABLE_NAME"))
                .key(Map.of("id", AttributeValue.fromS(System.getenv("ITEM_ID"))))
                .build();
        Map<String, AttributeValue> item = client.getItem(request).item();
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(item.isEmpty() ? 404 : 200)
                .withHeaders(Map.of("Content-Type", "application/json"))
                .withBody(json(plain(item)))
                .build();
    }

    private String json(Map<String, Object> body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> plain(Map<String, AttributeValue> fields) {
        Map<String, Object> plain = new LinkedHashMap<>();
        fields.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static Object plain(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> Double.valueOf(value.n());
            case BOOL -> value.bool();
            case L -> value.l().stream().map(ObviousFunction::plain).toList();
            case M -> plain(value.m());
            default -> value.toString();
        };
    }
}

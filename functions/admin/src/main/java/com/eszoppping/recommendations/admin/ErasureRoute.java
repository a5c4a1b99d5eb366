package com.eszoppping.recommendations.admin;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.eszoppping.recommendations.http.QueryParameters;
import com.eszoppping.recommendations.http.Responses;
import com.eszoppping.recommendations.store.Versions;
import java.util.Map;

/**
 * {@code DELETE /users/{userId}}: forgets a person, in every version and for all trainings to come. Whom nobody knows is accepted,
 * since the log may know them tomorrow. The answer does not repeat the id.
 */
final class ErasureRoute {
    private final Versions versions;

    ErasureRoute(Versions versions) {
        this.versions = versions;
    }

    APIGatewayV2HTTPResponse delete(APIGatewayV2HTTPEvent event) {
        String userId = QueryParameters.pathParameter(event, "userId", QueryParameters.MAX_ID_BYTES);
        int changed = versions.erase(userId);
        return Responses.ok(
                Map.of("Cache-Control", "no-store"), json -> json.writeNumberField("versionsChanged", changed));
    }
}

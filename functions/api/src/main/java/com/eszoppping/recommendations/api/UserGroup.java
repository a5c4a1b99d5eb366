package com.eszoppping.recommendations.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.eszoppping.recommendations.http.QueryParameters;
import com.eszoppping.recommendations.http.Responses;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.store.LiveVersion;
import com.eszoppping.recommendations.store.VersionReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code GET /users/{userId}/group}: into which group of shoppers training put a person, and what that group likes. */
record UserGroup(VersionReader versions, ServedVersions served) {
    APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
        QueryParameters parameters = QueryParameters.of(event);
        parameters.refuseOthersThan(ServedVersions.NAME, Consent.NAME);
        Optional<String> userId = Optional.of(
                        QueryParameters.pathParameter(event, "userId", QueryParameters.MAX_ID_BYTES))
                .filter(user -> Consent.of(parameters));
        LiveVersion version = served.named(ServedVersions.asked(parameters));
        OptionalInt group = userId.isEmpty()
                ? OptionalInt.empty()
                : versions.read(version, userId, List.of()).group();
        return Responses.ok(Map.of("Cache-Control", "no-store"), json -> {
            json.writeStringField("userId", userId.orElse(null));
            json.writeStringField("version", version.id().text());
            json.writeStringField("model", grouping(version).orElse(null));
            if (group.isPresent()) {
                json.writeNumberField("group", group.getAsInt());
            } else {
                json.writeNullField("group");
            }
            json.writeArrayFieldStart("interests");
            for (CategoryPath category : version.manifest().interestsOf(group)) {
                json.writeString(category.text());
            }
            json.writeEndArray();
        });
    }

    /** The model that puts people into groups, if the version has one. */
    private static Optional<String> grouping(LiveVersion version) {
        return version.manifest().models().stream()
                .filter(model -> model.groups() > 0 && !model.followsViewed())
                .map(ServedModel::name)
                .findFirst();
    }
}

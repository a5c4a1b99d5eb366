package com.eszoppping.recommendations.admin;

import com.eszoppping.recommendations.store.VersionId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;

/**
 * The wish to serve a version: {@code {"action":"activate","version":"20261124T020000Z-3f2a91c0"}}.
 *
 * @param version the version to serve
 */
record Activation(VersionId version) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads the wish.
     *
     * @throws IllegalArgumentException if it is anything else; the message names field, value and what was expected
     */
    static Activation read(InputStream input) throws IOException {
        JsonNode wish;
        try {
            wish = JSON.readTree(input);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The input is not JSON: " + e.getOriginalMessage(), e);
        }
        if (!"activate".equals(wish.path("action").textValue())) {
            throw new IllegalArgumentException("'action' is \"activate\", but this is " + wish.path("action") + ".");
        }
        if (!wish.path("version").isTextual()) {
            throw new IllegalArgumentException("'version' names a version, but this is " + wish.path("version") + ".");
        }
        return new Activation(VersionId.parse(wish.path("version").textValue()));
    }
}

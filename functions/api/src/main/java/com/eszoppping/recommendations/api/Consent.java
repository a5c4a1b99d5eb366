package com.eszoppping.recommendations.api;

import com.eszoppping.recommendations.http.QueryParameters;

/**
 * Whether the person agreed to be known. Without consent an answer depends on the page alone: nothing about the person is read,
 * used, repeated or noted.
 */
final class Consent {
    /** The name of the parameter. */
    static final String NAME = "consent";

    private Consent() {}

    /** What the request says; whoever says nothing has asked the person. */
    static boolean of(QueryParameters parameters) {
        return parameters.flag(NAME, true);
    }
}

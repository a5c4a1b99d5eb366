package com.eszoppping.recommendations.api;

import java.util.function.Consumer;

/**
 * Where the lines of JSON go that the platform carries away; none must take long.
 *
 * @param exposures takes a line for each list that was served
 * @param metrics takes a line once a minute
 */
record Printed(Consumer<String> exposures, Consumer<String> metrics) {
    static final Printed NOWHERE = new Printed(line -> {}, line -> {});
}

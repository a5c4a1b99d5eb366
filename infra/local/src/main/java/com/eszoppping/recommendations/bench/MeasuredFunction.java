package com.eszoppping.recommendations.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * A function whose starts are measured.
 *
 * @param name how it is called in the table of results
 * @param zip the file that is deployed, below the project's folder
 * @param handler as in the template
 * @param snapStart whether its processes are restored from a snapshot
 * @param options of its JVM, beside those that all have
 */
record MeasuredFunction(String name, String zip, String handler, boolean snapStart, List<String> options) {
    /** Lambda's default without SnapStart. */
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    /** How a snapshot's process learns of it: Lambda sets it with SnapStart. */
    private static final String HOOK = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";

    /** By default the JDK gives up connections after five idle seconds, which are long over when a snapshot is restored. */
    private static final String CONNECTIONS_AGE = "-Dhttp.keepAlive.time.server=1";

    private static final String OBVIOUS_ZIP = "infra/coldstart/target/obvious.zip";
    private static final String BARE_ZIP = "infra/coldstart/target/bare.zip";
    static final String API_ZIP = "functions/api/target/api.zip";
    private static final String RIVALS = "com.eszoppping.recommendations.coldstart.";
    private static final String API = "com.eszoppping.recommendations.api.ApiFunction";

    static final MeasuredFunction OBVIOUS = new MeasuredFunction(
            "obvious build", OBVIOUS_ZIP, RIVALS + "ObviousFunction", false, List.of(FIRST_COMPILER));
    static final MeasuredFunction OURS =
            new MeasuredFunction("ApiFunction", API_ZIP, API, false, List.of(FIRST_COMPILER));
    static final MeasuredFunction BARE =
            new MeasuredFunction("bare call", BARE_ZIP, RIVALS + "BareFunction", false, List.of(FIRST_COMPILER));
    static final MeasuredFunction UNPRIMED =
            new MeasuredFunction("ApiFunction restored, unprimed", API_ZIP, API, true, restored(CONNECTIONS_AGE));
    static final MeasuredFunction PRIMED =
            new MeasuredFunction("ApiFunction restored, primed", API_ZIP, API, true, restored(CONNECTIONS_AGE, HOOK));

    static final List<MeasuredFunction> ALL = List.of(OBVIOUS, OURS, BARE, UNPRIMED, PRIMED);

    private static List<String> restored(String... more) {
        return Stream.concat(ColdStartBench.SNAPSHOT_OPTIONS.stream(), Stream.of(more))
                .toList();
    }
}

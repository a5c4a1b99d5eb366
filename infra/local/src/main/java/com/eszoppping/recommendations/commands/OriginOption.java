package com.eszoppping.recommendations.commands;

import java.util.List;
import picocli.CommandLine.Option;

/** {@code --origin}, whose pages may call the API. */
final class OriginOption {
    @Option(
            names = "--origin",
            paramLabel = "URL",
            split = ",",
            description = "Let pages of this origin read the answers too, e.g. http://localhost:5173. Without it only"
                    + " those of the template's CorsAllowedOrigin.")
    private List<String> origins = List.of();

    /** Those that come to the template's. */
    List<String> origins() {
        return origins;
    }
}

package com.eszoppping.recommendations.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The storefront and the console as the local front serves them, beside the API: the files of {@code infra/site}, which in the
 * cloud come from a bucket through CloudFront with the same headers.
 */
final class Site {
    private static final String ROOT = "/site";
    private static final String INDEX = "/index.html";
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    /** Names of folders and files; no part begins with a dot, so that none leads out of the site. */
    private static final Pattern PATH = Pattern.compile("(/[a-z0-9][a-z0-9._-]*)*/?");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /** The same as {@code infra/site.yaml} says to CloudFront. */
    private static final Map<String, String> SAFETY = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "strict-origin-when-cross-origin");

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int BYTES_OF_TAG = 16;

    private Site() {}

    /** A file of the site; absent if the request is not for one. A folder's is its {@code index.html}. */
    static Optional<GatewayResponse> answer(GatewayRequest request) {
        if (!METHODS.contains(request.method()) || !PATH.matcher(request.path()).matches()) {
            return Optional.empty();
        }
        return file(request.path()).map(file -> answer(file, request));
    }

    private static GatewayResponse answer(File file, GatewayRequest request) {
        Map<String, String> headers = new HashMap<>(SAFETY);
        headers.put("Content-Type", file.type());
        headers.put("Cache-Control", "no-cache");
        headers.put("ETag", file.tag());
        boolean known = request.header("if-none-match").equals(Optional.of(file.tag()));
        return known
                ? new GatewayResponse(NOT_MODIFIED, headers, List.of(), new byte[0])
                : new GatewayResponse(OK, headers, List.of(), file.bytes());
    }

    private record File(byte[] bytes, String type) {
        String tag() {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
                return "\"" + HexFormat.of().formatHex(hash, 0, BYTES_OF_TAG) + "\"";
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256.", e);
            }
        }
    }

    private static Optional<File> file(String path) {
        String name = path.contains(".") ? path : path.replaceFirst("/$", "") + INDEX;
        Optional<String> type = Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream file = Site.class.getResourceAsStream(ROOT + name)) {
            return file == null ? Optional.empty() : Optional.of(new File(file.readAllBytes(), type.get()));
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + name + " of this build's site cannot be read.", e);
        }
    }
}

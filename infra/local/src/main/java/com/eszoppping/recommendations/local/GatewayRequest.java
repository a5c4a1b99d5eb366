package com.eszoppping.recommendations.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it reached the front, and the API Gateway event (HTTP API, payload format 2.0) that it becomes.
 *
 * @param method upper case
 * @param path still percent-encoded; other bytes than ASCII stand as one character each
 * @param query the same, without the question mark; empty if there is none
 * @param headers by lower-case name
 * @param body at most {@link #MAX_BODY_BYTES} and one byte more, which says that it is too long
 */
record GatewayRequest(
        String method,
        String path,
        String query,
        String protocol,
        String sourceIp,
        Map<String, List<String>> headers,
        byte[] body) {
    /** API Gateway's quota for the body of a request. */
    static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

    /** API Gateway's quota for the request line and the values of all headers together. */
    static final int MAX_HEAD_BYTES = 10_240;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);
    private static final List<String> TEXT_TYPES = List.of("text/", "application/json", "application/xml");

    static GatewayRequest of(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new GatewayRequest(
                exchange.getRequestMethod(),
                path(uri),
                Optional.ofNullable(uri.getRawQuery()).orElse(""),
                exchange.getProtocol(),
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                headers,
                exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1));
    }

    /** A path may begin with two slashes; to {@link URI} the part behind them is a host. */
    private static String path(URI uri) {
        String target = uri.toString();
        return target.startsWith("//") ? target.split("[?#]", 2)[0] : uri.getRawPath();
    }

    /** The bytes of the request line. */
    int lineBytes() {
        return method.length() + path.length() + query.length() + protocol.length() + "  ?\r\n".length();
    }

    /** The bytes of the request line and of all headers' values. */
    int headBytes() {
        return lineBytes()
                + headers.values().stream()
                        .flatMap(List::stream)
                        .mapToInt(String::length)
                        .sum();
    }

    /** A header's values, joined as the gateway joins them. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> String.join(",", values));
    }

    /** The parts of the path, decoded. */
    List<String> pathParts() {
        return Route.parts(path).stream().map(GatewayRequest::decodedPath).toList();
    }

    /** The event for the function, as UTF-8 JSON. */
    byte[] event(Routes.Match match, String requestId, Instant now) throws IOException {
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "2.0");
        event.put("routeKey", match.route().key());
        event.put("rawPath", decodedPath(path));
        event.put("rawQueryString", query);
        putCookies(event);
        putHeaders(event.putObject("headers"));
        putAll(event, "queryStringParameters", queryParameters());
        putAll(event, "pathParameters", match.pathParameters());
        putContext(event.putObject("requestContext"), match.route(), requestId, now);
        putBody(event);
        return JSON.writeValueAsBytes(event);
    }

    private void putCookies(ObjectNode event) {
        List<String> lines = headers.getOrDefault("cookie", List.of());
        if (!lines.isEmpty()) {
            ArrayNode cookies = event.putArray("cookies");
            for (String line : lines) {
                for (String cookie : line.split(";\\s*", -1)) {
                    cookies.add(cookie);
                }
            }
        }
    }

    private void putHeaders(ObjectNode target) {
        headers.forEach((name, values) -> {
            if (!name.equals("cookie")) {
                target.put(name, String.join(",", values));
            }
        });
        target.put("x-forwarded-for", sourceIp);
        target.put("x-forwarded-proto", "http");
    }

    private void putContext(ObjectNode context, Route route, String requestId, Instant now) {
        String domain = header("host").orElse("localhost");
        context.put("accountId", "000000000000");
        context.put("apiId", "local");
        context.put("domainName", domain);
        context.put("domainPrefix", domain.split("[.:]", 2)[0]);
        ObjectNode http = context.putObject("http");
        http.put("method", method);
        http.put("path", decodedPath(path));
        http.put("protocol", protocol);
        http.put("sourceIp", sourceIp);
        http.put("userAgent", header("user-agent").orElse(""));
        context.put("requestId", requestId);
        context.put("routeKey", route.key());
        context.put("stage", Route.DEFAULT);
        context.put("time", LOG_TIME.format(now.atOffset(ZoneOffset.UTC)));
        context.put("timeEpoch", now.toEpochMilli());
    }

    private void putBody(ObjectNode event) {
        Optional<String> text = isText() ? utf8(body) : Optional.empty();
        if (body.length > 0) {
            event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body)));
        }
        event.put("isBase64Encoded", body.length > 0 && text.isEmpty());
    }

    private boolean isText() {
        String type = header("content-type").orElse("").toLowerCase(Locale.ROOT);
        boolean textType = TEXT_TYPES.stream().anyMatch(type::startsWith) || type.contains("+json");
        return textType && !headers.containsKey("content-encoding");
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private Map<String, String> queryParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] nameAndValue = pair.split("=", 2);
                String value = nameAndValue.length == 2 ? decoded(nameAndValue[1]) : "";
                parameters.merge(decoded(nameAndValue[0]), value, (first, second) -> first + "," + second);
            }
        }
        return parameters;
    }

    private static void putAll(ObjectNode event, String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode target = event.putObject(name);
            values.forEach(target::put);
        }
    }

    private static String decodedPath(String path) {
        return decoded(path.replace("+", "%2B"));
    }

    /**
     * Decodes into bytes first (one ISO-8859-1 character each), then reads those as UTF-8: bytes that are no UTF-8
     * become U+FFFD, and bytes that the client did not percent-encode are read as well.
     */
    private static String decoded(String encoded) {
        byte[] bytes = URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

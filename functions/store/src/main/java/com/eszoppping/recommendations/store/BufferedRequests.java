package com.eszoppping.recommendations.store;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Lets the JDK buffer what is sent. Where a request says its length, the AWS client has the JDK stream it, and before the JDK streams
 * over a connection that it used before, it waits for a millisecond to see whether it was closed. What is buffered it sends, and sends once
 * more over a new connection if the first one breaks before an answer: so only for what may be sent twice.
 *
 * @param client by {@link java.net.HttpURLConnection}, which says the length itself
 */
record BufferedRequests(SdkHttpClient client) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return client.prepareRequest(HttpExecuteRequest.builder()
                .request(request.httpRequest().toBuilder()
                        .removeHeader("Content-Length")
                        .build())
                .contentStreamProvider(request.contentStreamProvider().orElse(null))
                .metricCollector(request.metricCollector().orElse(null))
                .build());
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}

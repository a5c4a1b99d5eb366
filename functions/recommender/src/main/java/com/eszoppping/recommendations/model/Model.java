package com.eszoppping.recommendations.model;

import com.eszoppping.recommendations.log.EventLog;

/**
 * An algorithm that turns a log into lists. It knows nothing of S3, DynamoDB or Lambda, and the same log and options
 * give the same lists, whatever the order of lines and the number of threads.
 */
public interface Model {
    /** The name in requests, lists and reports: lower-case letters. */
    String name();

    /** Learns from a log. */
    FittedModel fit(EventLog log, FitOptions options);
}

package com.eszoppping.recommendations.log;

/** What happened to a product in a session, after returns took purchases back. */
public enum EventType {
    VIEW,
    PURCHASE
}

package com.eszoppping.recommendations.faults;

/** What a network and the servers behind it do to a request. */
enum Fault {
    /** The answer is late by some tens of milliseconds. */
    LATENCY,
    /** The connection ends before the server hears of the request. */
    RESET,
    /** The server did what was asked, and the connection ends before it says so. */
    LOST_ANSWER,
    /** The answer breaks off in its middle. */
    TRUNCATED,
    /** The server answers 500. */
    ERROR_500,
    /** The server answers 503. */
    ERROR_503,
    /** The server says that it is asked too often. */
    THROTTLED,
    /** The server does a part of a batch, and hands back the rest. */
    PARTIAL,
    /** One bit of the answer is another one, so that its checksum is wrong. */
    DAMAGED
}

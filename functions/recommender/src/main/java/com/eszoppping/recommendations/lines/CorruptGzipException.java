package com.eszoppping.recommendations.lines;

import java.io.IOException;

/** The bytes of a gzip file are not what gzip wrote. Other troubles of the stream keep their own exceptions. */
final class CorruptGzipException extends IOException {
    CorruptGzipException(String message) {
        super(message);
    }
}

package com.eszoppping.recommendations.bucket;

import java.io.IOException;

/** What is read isn't there any more; asking for it again is in vain. */
final class ObjectChangedException extends IOException {
    ObjectChangedException(String message, Throwable cause) {
        super(message, cause);
    }
}

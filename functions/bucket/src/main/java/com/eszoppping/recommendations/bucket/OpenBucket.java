package com.eszoppping.recommendations.bucket;

import java.io.Serializable;

/** How another process opens the bucket that this one works on. */
@FunctionalInterface
public interface OpenBucket extends Serializable {
    /** Opens the bucket. */
    Bucket open();
}

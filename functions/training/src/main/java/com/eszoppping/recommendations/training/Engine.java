package com.eszoppping.recommendations.training;

import com.eszoppping.recommendations.bucket.StoredObject;
import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.lines.RejectedLines;
import com.eszoppping.recommendations.log.TimeRange;
import com.eszoppping.recommendations.store.Erased;
import java.io.IOException;
import java.util.List;

/**
 * What does the work of a training that grows with the log: this process, or a cluster. Both give the same lists of {@code popular}
 * and {@code next}, and groups that are as good.
 */
public interface Engine {
    /**
     * Reads and cleans a log.
     *
     * @param files the bucket's objects that it consists of, at least one
     * @param range which events are used
     * @param catalogue what they are about
     * @param leftOut whose events are left out
     * @param rejected where the lines go that can't be used
     * @throws IOException if the bucket can't be read
     */
    LearnableLog read(
            List<StoredObject> files, TimeRange range, Catalogue catalogue, Erased leftOut, RejectedLines rejected)
            throws IOException;
}

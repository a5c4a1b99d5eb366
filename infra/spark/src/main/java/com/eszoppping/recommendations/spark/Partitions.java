package com.eszoppping.recommendations.spark;

import org.apache.spark.Partitioner;

/** Keys that say themselves in which partition they belong. */
final class Partitions extends Partitioner {
    private static final long serialVersionUID = 1;

    private final int partitions;

    Partitions(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    public int getPartition(Object key) {
        return Math.floorMod((Integer) key, partitions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Partitions same && same.partitions == partitions;
    }

    @Override
    public int hashCode() {
        return partitions;
    }
}

package com.eszoppping.recommendations.cost;

import com.eszoppping.recommendations.training.Training;

/**
 * What DynamoDB counts: read and write units, stored bytes. What expires is deleted for nothing.
 *
 * @param month what happens
 */
record TableCounts(Month month) {
    private static final String SERVICE = "DynamoDB";

    /** An eventually consistent read of up to 4 KB; a missing item costs as much. */
    private static final double READ_UNITS = 0.5;

    private static final double READ_UNIT_BYTES = 4_096;

    /** What an instance reads again when it is 30 s old, each in a whole unit: pointer, register, experiments, availability. */
    private static final double REFRESHED_ITEMS = 4;

    private static final double REFRESHES_PER_DAY = 86_400 / 30d;

    /** The manifest of a version, and lists that requests soon ask for. */
    private static final double LISTS_AFTER_START = 60;

    /** Manifest, register, pointer, and their like. */
    private static final double CONTROL_WRITES = 10;

    /** DynamoDB deletes an expired item within some days. */
    private static final double DAYS_UNTIL_DELETED = 2;

    /** What one {@code BatchGetItem} reads: the visitor's bucket, under 4 KB, and products that are not in memory. */
    double readUnitsOfARequest() {
        double ofAProduct = READ_UNITS * Math.max(1, Math.ceil(month.run().productItemBytes() / READ_UNIT_BYTES));
        return READ_UNITS + RequestProfile.PRODUCTS_READ * ofAProduct;
    }

    /** Requests that read. */
    double requestReadUnits() {
        return month.workload().requests() * (1 - RequestProfile.SHARE_WITHOUT_READ) * readUnitsOfARequest();
    }

    /** What an instance reads into its memory when it starts, and again for each new version. */
    double readUnitsOfALoad() {
        return READ_UNITS * (Math.ceil(month.run().inMemory().bytes() / READ_UNIT_BYTES) + LISTS_AFTER_START);
    }

    /** How often an instance loads a version. */
    double loads() {
        return month.starts() + month.instances() * month.workload().trainings();
    }

    /** Looking whether anything has changed. */
    double refreshReadUnits() {
        return month.instances() * REFRESHED_ITEMS * REFRESHES_PER_DAY * Workload.DAYS;
    }

    double memoryReadUnits() {
        return loads() * readUnitsOfALoad() + refreshReadUnits();
    }

    double writeUnits() {
        return month.workload().trainings() * (month.run().writeUnits() + CONTROL_WRITES);
    }

    /** Versions in the table at once: those of the horizon, and at least the one that is served. */
    double versions() {
        double kept = Training.HORIZON.toDays() + DAYS_UNTIL_DELETED;
        return Math.max(1, month.workload().retrainsPerDay() * kept);
    }

    double storedGb() {
        return versions() * month.run().storedBytes() / Month.GB;
    }

    void addTo(Bill.Lines lines) {
        lines.add(SERVICE, "reads of requests", Charge.DYNAMODB_READ_UNIT, requestReadUnits());
        lines.add(SERVICE, "reads of instances, for their memory", Charge.DYNAMODB_READ_UNIT, memoryReadUnits());
        lines.add(SERVICE, "writes of trainings", Charge.DYNAMODB_WRITE_UNIT, writeUnits());
        lines.add(SERVICE, "storage of the versions", Charge.DYNAMODB_STORAGE_GB, storedGb());
        lines.add(
                SERVICE,
                "restore to any second",
                Charge.DYNAMODB_RECOVERY_GB,
                month.installation().restorable() ? storedGb() : 0);
    }
}

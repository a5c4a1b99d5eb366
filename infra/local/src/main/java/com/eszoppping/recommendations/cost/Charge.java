package com.eszoppping.recommendations.cost;

/** What AWS takes money for, as far as the template causes it. Each has one price in the file. */
enum Charge {
    LAMBDA_REQUEST("lambda.request"),
    LAMBDA_GB_SECOND("lambda.gb-second"),
    GATEWAY_REQUEST("gateway.request"),
    TRANSFER_OUT_GB("transfer.out-gb"),
    DYNAMODB_READ_UNIT("dynamodb.read-unit"),
    DYNAMODB_WRITE_UNIT("dynamodb.write-unit"),
    DYNAMODB_STORAGE_GB("dynamodb.storage-gb"),
    DYNAMODB_RECOVERY_GB("dynamodb.recovery-gb"),
    S3_STORAGE_GB("s3.storage-gb"),
    S3_WRITE("s3.write"),
    S3_READ("s3.read"),
    FIREHOSE_INGESTED_GB("firehose.ingested-gb"),
    FIREHOSE_DECOMPRESSED_GB("firehose.decompressed-gb"),
    LOGS_INGESTED_GB("logs.ingested-gb"),
    LOGS_STORAGE_GB("logs.storage-gb"),
    CLOUDWATCH_METRIC("cloudwatch.metric"),
    CLOUDWATCH_ALARM("cloudwatch.alarm"),
    CLOUDWATCH_DASHBOARD("cloudwatch.dashboard"),
    SCHEDULER_INVOCATION("scheduler.invocation"),
    SQS_REQUEST("sqs.request");

    private final String key;

    Charge(String key) {
        this.key = key;
    }

    /** Its name in the file of prices. */
    String key() {
        return key;
    }
}

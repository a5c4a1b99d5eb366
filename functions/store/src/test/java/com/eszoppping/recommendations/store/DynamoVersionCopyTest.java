package com.eszoppping.recommendations.store;

class DynamoVersionCopyTest extends VersionCopyContract {
    @Override
    protected Table newTable() {
        return new DynamoTable(LocalDynamo.clientBuilder().build(), LocalDynamo.newTable());
    }
}

package com.eszoppping.recommendations.store;

class DynamoVersionsTest extends VersionsContract {
    @Override
    protected Table newTable() {
        return new DynamoTable(LocalDynamo.clientBuilder().build(), LocalDynamo.newTable());
    }
}

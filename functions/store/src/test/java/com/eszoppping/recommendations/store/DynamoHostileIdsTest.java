package com.eszoppping.recommendations.store;

class DynamoHostileIdsTest extends HostileIdsContract {
    @Override
    protected Table newTable() {
        return new DynamoTable(LocalDynamo.clientBuilder().build(), LocalDynamo.newTable());
    }
}

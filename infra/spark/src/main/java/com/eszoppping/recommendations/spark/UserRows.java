package com.eszoppping.recommendations.spark;

import com.eszoppping.recommendations.groups.Groups;
import com.eszoppping.recommendations.groups.UserRow;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.EventWeights;
import java.util.ArrayList;
import java.util.List;
import scala.Tuple2;

/** The users of a part of the log, each with what they did in it. */
final class UserRows {
    private UserRows() {}

    static List<Tuple2<String, UserRow>> of(EventLog part, EventWeights weights, long newest) {
        List<Tuple2<String, UserRow>> rows = new ArrayList<>();
        Groups.users(part, weights, newest, (user, row) -> rows.add(new Tuple2<>(user, row)));
        return rows;
    }
}

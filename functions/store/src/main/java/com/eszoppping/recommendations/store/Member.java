package com.eszoppping.recommendations.store;

import java.io.Serializable;

/**
 * A user's place among the groups.
 *
 * @param userId the log's id of the user
 * @param group the group's number, from 0
 */
public record Member(String userId, int group) implements Serializable {
    public Member {
        if (group < 0) {
            throw new IllegalArgumentException(
                    "A group's number starts at 0, but user '" + userId + "' is in group " + group + ".");
        }
    }
}

package com.eszoppping.recommendations.evaluation;

import com.eszoppping.recommendations.ranking.CategoryPath;
import java.util.Optional;

/**
 * What is known when a list is asked for.
 *
 * @param number counts the questions of a run, for what is random
 * @param user the user's number in the log, or {@link com.eszoppping.recommendations.log.EventLog#ANONYMOUS}
 * @param viewed catalogue indices of the session's products so far, oldest first; none for the first product of a session
 * @param asked the category that is asked for; absent if the product at hand tells
 */
record Question(int number, int user, int[] viewed, Optional<CategoryPath> asked) {
    /** The catalogue index of the last product, or -1. */
    int atHand() {
        return viewed.length == 0 ? -1 : viewed[viewed.length - 1];
    }
}

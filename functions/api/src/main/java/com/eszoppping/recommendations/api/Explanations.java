package com.eszoppping.recommendations.api;

import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.ranking.Recommendation;
import com.eszoppping.recommendations.ranking.RunningSession;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import java.util.List;

/**
 * Why products are in one answer, in the shop's words.
 *
 * @param language of the words
 * @param interests what the visitor's group likes, most first; none if there is no group or it likes what everybody likes
 * @param session what the visitor looked at
 * @param policy how that was read
 */
record Explanations(Language language, List<CategoryPath> interests, RunningSession session, SessionPolicy policy) {
    String of(Recommendation item) {
        Words words = Words.in(language);
        return switch (item.reason()) {
            case OFTEN_VIEWED_NEXT -> words.of(item.reason(), nameOfWhatLeadsTo(item));
            case VIEWED_BEFORE, POPULAR_IN_STORE -> words.of(item.reason());
            case POPULAR_IN_CATEGORY, POPULAR_IN_PARENT_CATEGORY ->
                words.of(item.reason(), item.category().name());
            case POPULAR_IN_YOUR_GROUP -> words.ofGroup(interests);
        };
    }

    private String nameOfWhatLeadsTo(Recommendation item) {
        return session.leadingTo(item.productId(), policy)
                .map(ProductFacts::name)
                .orElse("");
    }
}

package com.eszoppping.recommendations.evaluation;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.FittedModels;
import com.eszoppping.recommendations.ranking.CategoryPath;
import com.eszoppping.recommendations.ranking.CategoryTree.Resolution;
import com.eszoppping.recommendations.ranking.FallbackChain;
import com.eszoppping.recommendations.ranking.ListKey;
import com.eszoppping.recommendations.ranking.ProductFacts;
import com.eszoppping.recommendations.ranking.RankedList;
import com.eszoppping.recommendations.ranking.Recommendation;
import com.eszoppping.recommendations.ranking.RunningSession;
import com.eszoppping.recommendations.ranking.ServedModel;
import com.eszoppping.recommendations.ranking.SessionPolicy;
import com.eszoppping.recommendations.ranking.Visit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** What a version would serve, without a table: the same lists, the same code of {@code ranking}. For many threads. */
public final class VersionInMemory {
    private final FittedModels fitted;
    private final Catalogue catalogue;
    private final SessionPolicy sessions;
    private final Map<ListKey, RankedList> lists = new HashMap<>();
    private final AtomicReferenceArray<ProductFacts> facts;

    /** A version of these models. */
    public VersionInMemory(FittedModels fitted, SessionPolicy sessions) {
        this.fitted = fitted;
        this.catalogue = fitted.catalogue();
        this.sessions = sessions;
        this.facts = new AtomicReferenceArray<>(catalogue.size());
        fitted.models().forEach(model -> model.lists(list -> lists.put(list.key(), list)));
    }

    /** The models that it serves, from the simplest to the best. */
    List<ServedModel> models() {
        return fitted.served();
    }

    /** What a model answers, as catalogue indices. */
    int[] answer(ServedModel model, Question question) {
        List<String> viewed = new ArrayList<>(question.viewed().length);
        for (int product : question.viewed()) {
            viewed.add(catalogue.product(product).id());
        }
        List<String> newestFirst = RunningSession.newestFirst(viewed);
        Visit visit = Visit.of(
                model,
                sessions,
                model.groups() > 0 ? groupOf(question.user()) : OptionalInt.empty(),
                question.asked().map(VersionInMemory::known),
                new RunningSession(newestFirst, factsOf(RunningSession.lookedAt(newestFirst))),
                Set.of(),
                Metric.LONGEST_LIST);
        return FallbackChain.of(visit).fill(lists, id -> true).items().stream()
                .map(Recommendation::productId)
                .mapToInt(id -> catalogue.indexOf(id).orElseThrow())
                .toArray();
    }

    private static Resolution known(CategoryPath path) {
        return new Resolution.Known(path);
    }

    private OptionalInt groupOf(int user) {
        return user == EventLog.ANONYMOUS ? OptionalInt.empty() : fitted.groupOf(user);
    }

    private Map<String, ProductFacts> factsOf(List<String> ids) {
        Map<String, ProductFacts> known = new HashMap<>();
        for (String id : ids) {
            int product = catalogue.indexOf(id).orElseThrow();
            if (facts.get(product) == null) {
                facts.set(product, fitted.facts(product));
            }
            known.put(id, facts.get(product));
        }
        return known;
    }

    /** A model of this version as a contender. */
    Contender contender(String name, ServedModel model) {
        return new Contender(name, false, question -> answer(model, question));
    }
}

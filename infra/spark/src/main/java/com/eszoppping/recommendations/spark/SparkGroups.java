package com.eszoppping.recommendations.spark;

import com.eszoppping.recommendations.catalogue.Catalogue;
import com.eszoppping.recommendations.groups.CentreSums;
import com.eszoppping.recommendations.groups.GroupCounts;
import com.eszoppping.recommendations.groups.GroupSearch;
import com.eszoppping.recommendations.groups.Groups;
import com.eszoppping.recommendations.groups.ShopperPart;
import com.eszoppping.recommendations.groups.TasteSpace;
import com.eszoppping.recommendations.groups.UserRow;
import com.eszoppping.recommendations.model.FitOptions;
import com.eszoppping.recommendations.model.FittedModel;
import com.eszoppping.recommendations.store.ManyMembers;
import com.eszoppping.recommendations.store.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** The model {@code groups}, found by Spark: each step of {@link GroupSearch} is one sum over all shoppers, who stay where they are. */
final class SparkGroups {
    private final Groups model;
    private final Catalogue catalogue;
    private final double[] events;
    private final Optional<Found> found;

    private SparkGroups(Groups model, Catalogue catalogue, double[] events, Optional<Found> found) {
        this.model = model;
        this.catalogue = catalogue;
        this.events = events;
        this.found = found;
    }

    /** What was found of a log that knows users. */
    private record Found(GroupSearch search, JavaRDD<ShopperPart> shoppers, GroupCounts counts) {
        /** Everybody's group. */
        JavaRDD<Member> members() {
            TasteSpace space = search.space();
            double[] centres = search.centres();
            return shoppers.flatMap(part -> {
                List<Member> members = new ArrayList<>(part.size());
                part.members(space, centres, (id, group) -> members.add(new Member(id, group)));
                return members.iterator();
            });
        }
    }

    /**
     * Finds the groups.
     *
     * @param rows what the users did; a user may come once from each part of the log
     * @param events for each product, the sum of all its events' weights
     */
    static SparkGroups find(
            Groups model,
            JavaPairRDD<String, UserRow> rows,
            double[] events,
            Catalogue catalogue,
            SparkOptions options,
            FitOptions fitOptions) {
        int products = catalogue.size();
        JavaRDD<ShopperPart> shoppers = rows.reduceByKey(
                        UserRow::plus, options.partsOfShoppers(rows.getNumPartitions()))
                .mapPartitions(users -> List.of(part(products, users)).iterator())
                .persist(StorageLevel.MEMORY_AND_DISK());
        long users = shoppers.map(part -> (long) part.size()).reduce(Long::sum);
        if (users == 0) {
            return new SparkGroups(model, catalogue, events, Optional.empty());
        }
        GroupSearch search = new GroupSearch(model.options(), users, products, fitOptions.seed());
        findDirections(search, shoppers);
        search.start(sample(shoppers, search.space(), users, options), fitOptions.threads());
        settleCentres(search, shoppers);
        TasteSpace space = search.space();
        double[] centres = search.centres();
        GroupCounts counts = SumOfParts.of(shoppers.map(part -> part.counts(space, centres)), GroupCounts::add);
        return new SparkGroups(model, catalogue, events, Optional.of(new Found(search, shoppers, counts)));
    }

    private static ShopperPart part(int products, Iterator<Tuple2<String, UserRow>> users) {
        List<Map.Entry<String, UserRow>> rows = new ArrayList<>();
        users.forEachRemaining(user -> rows.add(Map.entry(user._1(), user._2())));
        rows.sort(Map.Entry.comparingByKey());
        return new ShopperPart(products, rows);
    }

    private static void findDirections(GroupSearch search, JavaRDD<ShopperPart> shoppers) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(shoppers.context());
        for (Optional<double[]> next = search.basis(); next.isPresent(); next = search.basis()) {
            Broadcast<double[]> basis = spark.broadcast(next.get());
            search.takeGram(SumOfParts.of(shoppers.map(part -> part.timesGram(basis.value())), SumOfParts::add));
            basis.destroy();
        }
    }

    /** Where shoppers stand, at even distances if there are very many. */
    private static float[] sample(JavaRDD<ShopperPart> shoppers, TasteSpace space, long users, SparkOptions options) {
        int step = Math.toIntExact(Math.max(1, users / options.sampledShoppers()));
        List<float[]> places = shoppers.map(part -> everyNth(part.places(space), space.dimensions(), step))
                .collect();
        float[] all = new float[places.stream().mapToInt(some -> some.length).sum()];
        int at = 0;
        for (float[] some : places) {
            System.arraycopy(some, 0, all, at, some.length);
            at += some.length;
        }
        return all;
    }

    private static float[] everyNth(float[] places, int dimensions, int step) {
        int count = places.length / dimensions;
        float[] some = new float[(count + step - 1) / step * dimensions];
        for (int i = 0; i * step < count; i++) {
            System.arraycopy(places, i * step * dimensions, some, i * dimensions, dimensions);
        }
        return some;
    }

    private static void settleCentres(GroupSearch search, JavaRDD<ShopperPart> shoppers) {
        TasteSpace space = search.space();
        boolean moving = true;
        while (moving) {
            double[] centres = search.centres();
            moving = search.takeSums(SumOfParts.of(shoppers.map(part -> part.assign(space, centres)), CentreSums::add));
        }
    }

    /** What the shoppers of each group did; absent if the log knows no users. */
    Optional<GroupCounts> counts() {
        return found.map(Found::counts);
    }

    /**
     * The model.
     *
     * @param numbers the users that it will be asked about, by their ids
     * @param users how many numbers there are
     */
    FittedModel fitted(Map<String, Integer> numbers, int users) {
        if (found.isEmpty()) {
            return model.fitted(catalogue, events, users);
        }
        int[] groupOf = new int[users];
        Arrays.fill(groupOf, Groups.NO_GROUP);
        if (!numbers.isEmpty()) {
            Set<String> asked = new HashSet<>(numbers.keySet());
            found.get()
                    .members()
                    .filter(member -> asked.contains(member.userId()))
                    .collect()
                    .forEach(member -> groupOf[numbers.get(member.userId())] = member.group());
        }
        return found.get().search().fitted(catalogue, events, found.get().counts(), groupOf);
    }

    /** Who is in which group. */
    ManyMembers members() {
        return found.<ManyMembers>map(shoppers -> SparkMembers.of(shoppers.members()))
                .orElseGet(SparkMembers::nobody);
    }
}

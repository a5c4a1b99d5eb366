package com.eszoppping.recommendations.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.generator.WrittenStore.Event;
import com.eszoppping.recommendations.generator.WrittenStore.Product;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statistics of one store. The bounds are wide enough for other seeds and too narrow for a store made of pure chance. */
class BelievableStoreTest {
    private static final StoreOptions OPTIONS = new StoreOptions(400, 600, 20_000, 11, false);
    private static final LocalDate FIRST_DAY = OPTIONS.firstDay();

    @TempDir
    static Path folder;

    private static Map<Long, Product> products;
    private static List<Event> events;
    private static Collection<List<Event>> sessions;

    @BeforeAll
    static void generate() throws IOException {
        new StoreGenerator(OPTIONS).write(folder, written -> {});
        WrittenStore store = new WrittenStore(folder);
        products = store.products();
        events = store.events();
        sessions = store.eventsBySession().values();
    }

    @Test
    void categories_are_three_levels_deep_and_some_names_are_ambiguous() {
        Set<String> paths = products.values().stream().map(Product::category).collect(Collectors.toSet());

        assertThat(paths).allMatch(path -> path.split(";").length == 3);
        assertThat(paths.stream()
                        .map(path -> path.substring(path.lastIndexOf(';') + 1))
                        .distinct())
                .hasSizeLessThan(paths.size());
    }

    @Test
    void ratings_are_from_one_to_five_and_some_are_missing() {
        assertThat(products.values())
                .allMatch(product -> product.rating().stream().allMatch(rating -> rating >= 1 && rating <= 5));
        assertThat(share(products.values(), product -> product.rating().isEmpty()))
                .isBetween(0.05, 0.3);
        assertThat(products.values().stream().map(Product::rating).distinct()).hasSizeGreaterThan(15);
    }

    @Test
    void prices_spread_around_the_categorys_own() {
        Map<String, List<Double>> logsByCategory = products.values().stream()
                .collect(Collectors.groupingBy(
                        Product::category, Collectors.mapping(p -> Math.log(p.price()), Collectors.toList())));

        double inside = deviation(logsByCategory.values().stream()
                .flatMap(logs -> logs.stream().map(log -> log - mean(logs)))
                .toList());
        double between = deviation(
                logsByCategory.values().stream().map(BelievableStoreTest::mean).toList());
        assertThat(inside).isBetween(0.3, 0.8);
        assertThat(between).isGreaterThan(2 * inside);
    }

    @Test
    void sessions_mostly_stay_in_one_category() {
        int pairs = 0;
        int staying = 0;
        for (List<Event> session : sessions) {
            List<Event> views = session.stream().filter(Event::isView).toList();
            for (int i = 1; i < views.size(); i++) {
                pairs++;
                staying += category(views.get(i)).equals(category(views.get(i - 1))) ? 1 : 0;
            }
        }

        assertThat((double) staying / pairs).isBetween(0.8, 0.97);
    }

    @Test
    void the_product_at_hand_tells_more_about_the_next_view_than_popularity_in_its_category() {
        Map<Long, Map<Long, Integer>> followers = new HashMap<>();
        Map<String, Map<Long, Integer>> popularity = new HashMap<>();
        List<List<Event>> pairs = pairsInsideACategory();
        pairs.stream().filter(pair -> !isForTest(pair)).forEach(pair -> {
            long next = pair.getLast().product();
            followers
                    .computeIfAbsent(pair.getFirst().product(), product -> new HashMap<>())
                    .merge(next, 1, Integer::sum);
            popularity
                    .computeIfAbsent(category(pair.getFirst()), category -> new HashMap<>())
                    .merge(next, 1, Integer::sum);
        });

        List<List<Event>> test = pairs.stream()
                .filter(BelievableStoreTest::isForTest)
                .filter(pair -> followers.containsKey(pair.getFirst().product()))
                .toList();
        double byFollower =
                share(test, pair -> isTop(followers.get(pair.getFirst().product()), pair));
        double byPopularity = share(test, pair -> isTop(popularity.get(category(pair.getFirst())), pair));
        assertThat(byFollower).isGreaterThan(1.1 * byPopularity);
    }

    @Test
    void a_step_goes_to_another_product_than_the_one_at_hand() {
        int steps = 0;
        int standing = 0;
        for (List<Event> session : sessions) {
            List<Event> views = session.stream().filter(Event::isView).toList();
            for (int i = 1; i < views.size(); i++) {
                steps++;
                standing += views.get(i).product() == views.get(i - 1).product() ? 1 : 0;
            }
        }

        assertThat((double) standing / steps).isLessThan(0.01);
    }

    @Test
    void sessions_sometimes_come_back_to_a_product() {
        int views = 0;
        int again = 0;
        for (List<Event> session : sessions) {
            Set<Long> seen = new HashSet<>();
            for (Event event : session.stream().filter(Event::isView).toList()) {
                views++;
                again += seen.add(event.product()) ? 0 : 1;
            }
        }

        assertThat((double) again / views).isBetween(0.08, 0.4);
    }

    @Test
    void a_few_products_and_a_few_users_have_most_of_the_events() {
        assertThat(shareOfTopTenth(events.stream().map(Event::product).toList()))
                .isBetween(0.3, 0.75);
        assertThat(shareOfTopTenth(events.stream()
                        .map(Event::user)
                        .filter(user -> user != null)
                        .toList()))
                .isBetween(0.25, 0.75);
    }

    @Test
    void popularity_drifts() {
        Set<Long> early = topViewed(event -> daysIn(event) < 30, 40);
        Set<Long> late = topViewed(event -> daysIn(event) >= 60, 40);

        Set<Long> both = new HashSet<>(early);
        both.retainAll(late);
        assertThat(both).hasSizeBetween(8, 34);
    }

    @Test
    void users_have_tastes_of_their_own() {
        Map<Long, List<String>> departments = new HashMap<>();
        List<List<Event>> ofUsers = sessions.stream()
                .filter(session -> session.getFirst().user() != null)
                .toList();
        for (List<Event> session : ofUsers) {
            departments
                    .computeIfAbsent(session.getFirst().user(), user -> new ArrayList<>())
                    .add(department(session.getLast()));
        }
        List<String> all = new ArrayList<>(
                departments.values().stream().flatMap(List::stream).toList());
        double tastes = meanDistance(departments.values(), all);

        Collections.shuffle(all, new Random(1));
        List<List<String>> dealtOut = new ArrayList<>();
        int from = 0;
        for (List<String> own : departments.values()) {
            dealtOut.add(all.subList(from, from + own.size()));
            from += own.size();
        }
        assertThat(tastes).isGreaterThan(1.5 * meanDistance(dealtOut, all));
    }

    @Test
    void new_products_have_no_events_before_they_arrive() {
        // The same first draw as in StoreGenerator; compared with the catalogue, so that it cannot silently differ.
        Assortment assortment =
                new Assortment(OPTIONS.products(), OPTIONS.days(), new SplittableRandom(OPTIONS.seed()).split());
        Map<Long, Integer> arrival = new HashMap<>();
        for (int product = 0; product < assortment.size(); product++) {
            assertThat(assortment.name(product))
                    .isEqualTo(products.get(assortment.id(product)).name());
            arrival.put(assortment.id(product), (int) assortment.arrivalDay[product]);
        }

        assertThat(events).allMatch(event -> daysIn(event) >= arrival.get(event.product()));
        Set<Long> arrivedAndSeen = events.stream()
                .map(Event::product)
                .filter(product -> arrival.get(product) > 0)
                .collect(Collectors.toSet());
        assertThat(arrivedAndSeen).hasSizeGreaterThan(20);
    }

    @Test
    void purchases_follow_a_view_of_the_product_in_the_session() {
        for (List<Event> session : sessions) {
            Set<Long> seen = new HashSet<>();
            for (Event event : session) {
                if (event.isView()) {
                    seen.add(event.product());
                }
                assertThat(!event.isPurchase() || seen.contains(event.product()))
                        .isTrue();
            }
        }
        assertThat(share(events, Event::isPurchase)).isBetween(0.02, 0.12);
    }

    @Test
    void purchases_have_ids_of_their_own() {
        List<Long> ids =
                events.stream().filter(Event::isPurchase).map(Event::purchase).toList();

        assertThat(ids).doesNotHaveDuplicates().doesNotContainNull();
        assertThat(events.stream().filter(Event::isView)).allMatch(view -> view.purchase() == null);
    }

    @Test
    void returns_name_an_earlier_purchase_of_the_product_by_the_same_person() {
        Map<Long, Event> purchases = events.stream()
                .filter(Event::isPurchase)
                .collect(Collectors.toMap(Event::purchase, Function.identity()));
        List<Event> returns = events.stream().filter(Event::isReturn).toList();

        assertThat(returns).allSatisfy(event -> {
            Event purchase = purchases.get(event.purchase());
            assertThat(purchase.product()).isEqualTo(event.product());
            assertThat(purchase.time()).isBefore(event.time());
            assertThat(purchase.user()).isEqualTo(event.user());
            assertThat(purchase.visitor()).isEqualTo(event.visitor());
        });
        assertThat(returns.stream().map(Event::purchase).toList()).doesNotHaveDuplicates();
        assertThat((double) returns.size() / purchases.size()).isBetween(0.01, 0.08);
        assertThat(share(returns, event -> purchases.get(event.purchase()).session() != event.session()))
                .isBetween(0.3, 0.95);
    }

    @Test
    void discounts_come_in_steps_and_make_people_buy() {
        assertThat(events).allMatch(event -> event.discount() % 5 == 0 && event.discount() <= 25);
        assertThat(share(events.stream().filter(Event::isView).toList(), view -> view.discount() > 0))
                .isBetween(0.1, 0.5);
        assertThat(purchasesPerView(event -> event.discount() >= 15))
                .isGreaterThan(1.2 * purchasesPerView(event -> event.discount() == 0));
    }

    @Test
    void some_sessions_are_anonymous_and_some_of_those_have_a_visitor() {
        List<Event> firsts = sessions.stream().map(List::getFirst).toList();
        List<Event> anonymous =
                firsts.stream().filter(event -> event.user() == null).toList();

        assertThat((double) anonymous.size() / firsts.size()).isBetween(0.10, 0.15);
        assertThat(share(anonymous, event -> event.visitor() != null)).isBetween(0.3, 0.9);
        assertThat(events).allMatch(event -> event.user() == null || event.visitor() == null);
    }

    @Test
    void evenings_are_busy_and_nights_are_quiet() {
        assertThat(share(
                        events,
                        event -> event.time().getHour() >= 19 && event.time().getHour() < 22))
                .isGreaterThan(0.2);
        assertThat(share(
                        events,
                        event -> event.time().getHour() >= 1 && event.time().getHour() < 5))
                .isLessThan(0.05);
    }

    @Test
    void times_inside_a_session_rise() {
        assertThat(sessions).allSatisfy(session -> {
            List<Event> byTime = new ArrayList<>(session);
            byTime.sort(Comparator.comparing(Event::time));
            assertThat(byTime).isEqualTo(session);
        });
    }

    private static String category(Event event) {
        return products.get(event.product()).category();
    }

    private static String department(Event event) {
        return products.get(event.product()).department();
    }

    private static long daysIn(Event event) {
        return event.time().toLocalDate().toEpochDay() - FIRST_DAY.toEpochDay();
    }

    private static <T> double share(Collection<T> all, Predicate<T> wanted) {
        return (double) all.stream().filter(wanted).count() / all.size();
    }

    private static double purchasesPerView(Predicate<Event> wanted) {
        List<Event> some = events.stream().filter(wanted).toList();
        return (double) some.stream().filter(Event::isPurchase).count()
                / some.stream().filter(Event::isView).count();
    }

    private static double shareOfTopTenth(List<Long> ids) {
        List<Long> counts =
                ids.stream()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                        .values()
                        .stream()
                        .sorted(Comparator.reverseOrder())
                        .toList();
        return (double) counts.stream()
                        .limit(counts.size() / 10)
                        .mapToLong(Long::longValue)
                        .sum()
                / ids.size();
    }

    private static Set<Long> topViewed(Predicate<Event> wanted, int most) {
        return events.stream()
                .filter(wanted)
                .collect(Collectors.groupingBy(Event::product, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<Long, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Views of different products of one category, one right after the other. */
    private static List<List<Event>> pairsInsideACategory() {
        List<List<Event>> pairs = new ArrayList<>();
        for (List<Event> session : sessions) {
            List<Event> views = session.stream().filter(Event::isView).toList();
            for (int i = 1; i < views.size(); i++) {
                boolean moves = views.get(i).product() != views.get(i - 1).product();
                if (moves && category(views.get(i)).equals(category(views.get(i - 1)))) {
                    pairs.add(List.of(views.get(i - 1), views.get(i)));
                }
            }
        }
        return pairs;
    }

    private static boolean isForTest(List<Event> pair) {
        return pair.getFirst().session() % 4 == 0;
    }

    /** Whether the pair's second product has the highest count apart from the first one. */
    private static boolean isTop(Map<Long, Integer> counts, List<Event> pair) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey() != pair.getFirst().product())
                .max(Map.Entry.<Long, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .filter(count -> count.getKey() == pair.getLast().product())
                .isPresent();
    }

    /** Mean total variation distance of each list's distribution from that of all, over lists of 20 and more. */
    private static double meanDistance(Collection<List<String>> lists, List<String> all) {
        return lists.stream()
                .filter(list -> list.size() >= 20)
                .mapToDouble(list -> all.stream()
                                .distinct()
                                .mapToDouble(value -> Math.abs(share(list, value::equals) - share(all, value::equals)))
                                .sum()
                        / 2)
                .average()
                .orElseThrow();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double deviation(List<Double> values) {
        double mean = mean(values);
        return Math.sqrt(values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }
}

package com.eszoppping.recommendations.generator;

import com.eszoppping.recommendations.ranking.CategoryPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The category tree of {@code categories.txt}, where the notation is explained. */
final class CategoryNames {
    private static final String FILE = "categories.txt";
    private static final int INDENTATION = 2;
    private static final int USUAL_PRODUCTS_IN_A_LEAF = 12;
    private static final int FEWEST_LEAVES = 4;
    private static final Pattern ALTERNATIVES = Pattern.compile("\\{([^}]*)}");

    private CategoryNames() {}

    /** The leaves that a store of this size has, neighbours in the tree next to each other. */
    static List<Leaf> forStoreOf(int products, RandomGenerator random) {
        List<Leaf> all = readAll();
        int wanted = Math.clamp(products / USUAL_PRODUCTS_IN_A_LEAF, FEWEST_LEAVES, all.size());
        List<Integer> places =
                new ArrayList<>(Stream.iterate(0, i -> i + 1).limit(all.size()).toList());
        Collections.shuffle(places, random);
        places.sort(Comparator.comparing(place -> !all.get(place).inSmallStores()));
        return places.stream().limit(wanted).sorted().map(all::get).toList();
    }

    private static List<Leaf> readAll() {
        List<Leaf> leaves = new ArrayList<>();
        String department = "";
        String section = "";
        for (String line : text().lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int depth = (line.length() - line.stripLeading().length()) / INDENTATION;
            if (depth == 0) {
                department = line.strip();
            } else if (depth == 1) {
                section = line.strip();
            } else {
                leaves.addAll(leavesOf(department, section, line.strip()));
            }
        }
        return leaves;
    }

    private static List<Leaf> leavesOf(String department, String section, String line) {
        String[] columns = line.split("\\s*\\|\\s*", -1);
        boolean inSmallStores = columns[0].startsWith("*");
        String name = inSmallStores ? columns[0].substring(1).strip() : columns[0];
        return new Naming(name, columns[3])
                .spelledOut(1)
                .map(naming -> new Leaf(
                        new CategoryPath(List.of(department, section, naming.leaf())),
                        Goods.valueOf(columns[1]),
                        Double.parseDouble(columns[2]),
                        naming.noun(),
                        inSmallStores))
                .toList();
    }

    private static String text() {
        try (InputStream file = CategoryNames.class.getResourceAsStream(FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Our own " + FILE + " cannot be read.", e);
        }
    }

    /** Names of a leaf and of its goods, perhaps still with alternatives like <code>{a/b}</code> in the leaf's. */
    private record Naming(String leaf, String noun) {
        Stream<Naming> spelledOut(int place) {
            Matcher alternatives = ALTERNATIVES.matcher(leaf);
            if (!alternatives.find()) {
                return Stream.of(this);
            }
            return Stream.of(alternatives.group(1).split("/"))
                    .map(word -> new Naming(
                            new StringBuilder(leaf)
                                    .replace(alternatives.start(), alternatives.end(), word)
                                    .toString(),
                            noun.replace("{" + place + "}", word)))
                    .flatMap(naming -> naming.spelledOut(place + 1));
        }
    }
}

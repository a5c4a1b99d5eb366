package com.eszoppping.recommendations.generator;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Names that sound like the trade, all invented: {@code Laptop Nordis Aero NA-310}, {@code Warden's Oath 2 (PS5)}. A
 * maker is a brand, numbered as in {@link Goods#ALL_BRANDS}, or for games a series.
 */
final class ProductNames {
    private static final int MOST_GAMES_OF_A_SERIES = 5;
    /** Series are numbered from here, so that no series has the number of a brand. */
    private static final int FIRST_SERIES = 1_000;

    private static final String BEFORE_GENRE = " - ";
    private static final int LETTERS = 26;

    private static final String[] FIRST = {
        "Warden", "Crimson", "Iron", "Shadow", "Ember", "Frost", "Silent", "Golden", "Rogue", "Stellar", "Broken",
        "Neon", "Savage", "Hollow", "Thunder", "Emerald", "Lost", "Rising", "Sacred", "Midnight", "Solar", "Rapid",
        "Mystic", "Cobalt", "Grand", "Wild", "Phantom", "Northern", "Bitter", "Astral", "Burning", "Quiet", "Velvet",
        "Hidden", "Twisted", "Brave", "Lunar", "Turbo", "Ancient", "Radiant"
    };
    private static final String[] SECOND = {
        "Oath", "Frontier", "Legacy", "Circuit", "Kingdom", "Horizon", "Hunters", "Empire", "Odyssey", "Drift",
        "Rebellion", "Harvest", "Tides", "Protocol", "League", "Dungeon", "Racers", "Fortress", "Chronicle", "Pulse",
        "Outpost", "Ritual", "Voyage", "Arena", "Labyrinth", "Squadron", "Valley", "Reckoning", "Machines", "Orchard",
        "Covenant", "Strikers", "Garden", "Vanguard", "Islands", "Requiem", "Engine", "Crown", "Raiders", "Echoes"
    };
    private static final String[] ROMAN = {"", " 2", " 3", " 4", " 5", " 6", " 7", " 8", " 9"};
    private static final String[] EDITIONS = {
        "", ": Odrodzenie", ": Edycja Kompletna", ": Początek", ": Cienie", ": Zemsta", ": Złota Edycja", ": Powrót"
    };
    private static final int TITLES_OF_A_PATTERN = FIRST.length * SECOND.length;
    private static final int PATTERNS = 3;
    private static final int SERIES = TITLES_OF_A_PATTERN * PATTERNS;
    /** Without a factor in common with the number of series, so that neighbouring series get unlike titles. */
    private static final long SERIES_STRIDE = 1_009;

    private ProductNames() {}

    /** Fills the places of a leaf with makers, products of the same maker next to each other. */
    static void drawMakers(Leaf leaf, int[] maker, int from, int to, SplittableRandom random) {
        if (leaf.goods() == Goods.GAME) {
            drawSeries(leaf, maker, from, to, random);
        } else {
            drawBrands(leaf.goods(), maker, from, to, random);
        }
    }

    /** Categories of the same genre on different platforms have the same series. */
    private static void drawSeries(Leaf leaf, int[] maker, int from, int to, SplittableRandom random) {
        int series = FIRST_SERIES + (int) (StableHash.fraction(genre(leaf).hashCode(), 0) * SERIES);
        for (int start = from; start < to; series++) {
            int end = Math.min(to, start + random.nextInt(1, MOST_GAMES_OF_A_SERIES + 1));
            Arrays.fill(maker, start, end, series);
            start = end;
        }
    }

    private static String genre(Leaf leaf) {
        String name = leaf.path().name();
        int end = name.indexOf(BEFORE_GENRE);
        boolean allGenres = leaf.section().equals("Gry na konsole") && end < 0;
        return allGenres ? "" : name.substring(end + 1);
    }

    /** The best known brands have the most products. */
    private static void drawBrands(Goods goods, int[] maker, int from, int to, SplittableRandom random) {
        int brands = goods.brands().size();
        for (int product = from; product < to; product++) {
            String brand = goods.brands().get(Math.min(random.nextInt(brands), random.nextInt(brands)));
            maker[product] = Goods.ALL_BRANDS.indexOf(brand);
        }
        Arrays.sort(maker, from, to);
    }

    /**
     * The name of a product. No two devices of a store have the same; two games can, in different categories.
     *
     * @param rank how many products of the same maker stand before it in the leaf
     */
    static String name(Leaf leaf, int leafNumber, int maker, int rank) {
        return leaf.goods() == Goods.GAME
                ? title(maker, rank) + " (" + leaf.noun() + ")"
                : leaf.noun() + " " + model(leaf.goods(), leafNumber, maker, rank);
    }

    private static String title(int maker, int rank) {
        int series = (int) (maker * SERIES_STRIDE % SERIES);
        String first = FIRST[series / PATTERNS % FIRST.length];
        String second = SECOND[series / PATTERNS / FIRST.length];
        String title = switch (series % PATTERNS) {
            case 0 -> first + " " + second;
            case 1 -> first + "'s " + second;
            default -> first + " & " + second;
        };
        return title + ROMAN[rank % ROMAN.length] + EDITIONS[(maker - FIRST_SERIES) / SERIES % EDITIONS.length];
    }

    private static String model(Goods goods, int leafNumber, int brand, int rank) {
        String line = goods.lines().get((int)
                (StableHash.fraction(leafNumber, rank) * goods.lines().size()));
        char first = (char) ('A' + leafNumber / LETTERS % LETTERS);
        char second = (char) ('A' + leafNumber % LETTERS);
        return Goods.ALL_BRANDS.get(brand) + " " + line + " " + first + second + "-" + (100 + 10 * rank);
    }
}

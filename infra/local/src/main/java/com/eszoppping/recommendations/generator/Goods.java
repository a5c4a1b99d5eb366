package com.eszoppping.recommendations.generator;

import java.util.Arrays;
import java.util.List;

/** What a category sells, with the makers and lines that its products are named after. All of them are invented. */
@SuppressWarnings("ImmutableEnumChecker") // The lists are made by List.of.
enum Goods {
    GAME(List.of(), List.of()),
    CODE(List.of("Levira", "Pixelmark", "Grawo"), List.of("Start", "Plus", "Max", "Prezent")),
    CONSOLE(List.of("Kyoden", "Gravix", "Okiro", "Astelo", "Retrona"), List.of("One", "Arc", "Pulse", "Home", "Go")),
    COMPUTER(
            List.of("Nordis", "Velmar", "Tarkon", "Hanzen", "Zentrax", "Astelo", "Quentis", "Ulvik", "Orbitan"),
            List.of("Aero", "Studio", "Pro", "Edge", "Titan", "Swift", "Flex")),
    MONITOR(
            List.of("Lumetra", "Velmar", "Hanzen", "Zentrax", "Nordis", "Okiro", "Miravo"),
            List.of("View", "Vision", "Curve", "Office", "Arena")),
    COMPONENT(
            List.of("Ditron", "Gravix", "Ferrano", "Tarkon", "Wolten", "Kyoden", "Zentrax", "Elmira"),
            List.of("Core", "Storm", "Prime", "Eco", "Force", "Rapid")),
    PERIPHERAL(
            List.of("Gravix", "Brevio", "Wolten", "Tarkon", "Terano", "Okiro", "Vesper", "Silvano"),
            List.of("Strike", "Glide", "Tactic", "Comfort", "Nano", "Apex")),
    PRINTER(
            List.of("Kyoden", "Hanzen", "Orbitan", "Silvano", "Elmira"),
            List.of("Jet", "Laser", "Ink", "Office", "Home")),
    NETWORK(
            List.of("Ditron", "Orbitan", "Wolten", "Polaren", "Ravelo", "Ulvik"),
            List.of("Link", "Mesh", "Stream", "Gate", "Reach")),
    PHONE(
            List.of("Astelo", "Brevio", "Kyoden", "Miravo", "Okiro", "Polaren", "Quentis", "Zentrax"),
            List.of("Nova", "Lite", "Pro", "Neo", "Max", "Mini", "Active")),
    TELEVISION(
            List.of("Lumetra", "Sonvex", "Miravo", "Okiro", "Hanzen", "Astelo", "Polaren"),
            List.of("Cinema", "Crystal", "Frame", "Smart", "Vivid")),
    AUDIO(
            List.of("Sonvex", "Aurel", "Ferrano", "Ravelo", "Okiro", "Brevio", "Lumetra", "Terano", "Vesper"),
            List.of("Bass", "Pure", "Free", "Studio", "Live", "Echo")),
    CAMERA(
            List.of("Okiro", "Kyoden", "Ravelo", "Ulvik", "Vesper", "Lumetra", "Aurel"),
            List.of("Alpha", "Lens", "Focus", "Action", "Pro", "Vlog")),
    FURNITURE(List.of("Gravix", "Silvano", "Nordis", "Wolten"), List.of("Comfort", "Throne", "Work", "Rise")),
    SMART_HOME(
            List.of("Polaren", "Elmira", "Domena", "Ravelo", "Miravo", "Ulvik"),
            List.of("Home", "Sense", "Guard", "Glow", "Auto")),
    ACCESSORY(
            List.of(
                    "Brevio",
                    "Terano",
                    "Silvano",
                    "Wolten",
                    "Elmira",
                    "Vesper",
                    "Castello",
                    "Ferrano",
                    "Pakto",
                    "Lindo"),
            List.of("Basic", "Slim", "Armor", "Travel", "Flex", "Classic", "Ultra"));

    /** Every brand once, whatever it makes. */
    static final List<String> ALL_BRANDS = Arrays.stream(values())
            .flatMap(goods -> goods.brands.stream())
            .distinct()
            .toList();

    private final List<String> brands;
    private final List<String> lines;

    Goods(List<String> brands, List<String> lines) {
        this.brands = brands;
        this.lines = lines;
    }

    /** Brands, the best known first; none for games, which have series. */
    List<String> brands() {
        return brands;
    }

    /** The names that a brand gives to its product lines. */
    List<String> lines() {
        return lines;
    }
}

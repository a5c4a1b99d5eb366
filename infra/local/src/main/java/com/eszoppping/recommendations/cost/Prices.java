package com.eszoppping.recommendations.cost;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A dated list of prices.
 *
 * @param region of AWS, e.g. {@code eu-central-1}
 * @param asOf the day of which they are
 * @param checked the day on which somebody compared them with AWS's own pages; absent if nobody did
 * @param byCharge a price for each charge
 */
public record Prices(String region, LocalDate asOf, Optional<LocalDate> checked, Map<Charge, Price> byCharge) {
    private static final String USUAL = "/prices/eu-central-1-2026-11.yaml";

    public Prices {
        for (Charge charge : Charge.values()) {
            if (!byCharge.containsKey(charge)) {
                throw new IllegalArgumentException("The price '" + charge.key() + "' is missing.");
            }
        }
        byCharge = Map.copyOf(byCharge);
    }

    /** The list that comes with the product. */
    public static Prices usual() {
        try (InputStream file = Prices.class.getResourceAsStream(USUAL)) {
            if (file == null) {
                throw new IllegalStateException("This build has no " + USUAL + "; build the project again.");
            }
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("The " + USUAL + " of this build cannot be read.", e);
        }
    }

    /**
     * Reads a list.
     *
     * @param yaml in the form of the one that comes with the product
     * @throws IllegalArgumentException if it is none, lacks a price or has one that nothing is charged by
     */
    public static Prices read(String yaml) {
        Map<?, ?> file = map(load(yaml), "The file");
        Map<?, ?> entries = map(file.get("prices"), "'prices'");
        Map<Charge, Price> prices = new EnumMap<>(Charge.class);
        Set<Object> unknown = new HashSet<>(entries.keySet());
        for (Charge charge : Charge.values()) {
            if (unknown.remove(charge.key())) {
                prices.put(charge, price(charge.key(), entries.get(charge.key())));
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Nothing is charged by the price '"
                    + unknown.iterator().next() + "': the prices are those of the file that comes with the product.");
        }
        Optional<LocalDate> checked =
                Optional.ofNullable(file.get("checked")).map(day -> day("checked", day.toString()));
        return new Prices(text(file, "region"), day("asOf", text(file, "asOf")), checked, prices);
    }

    private static Object load(String yaml) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("The file is not YAML: " + e.getMessage(), e);
        }
    }

    private static Price price(String key, Object entry) {
        Map<?, ?> fields = map(entry, "The price '" + key + "'");
        try {
            return new Price(
                    number(fields, "usd"), number(fields, "per"), text(fields, "unit"), text(fields, "source"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The price '" + key + "' is wrong: " + e.getMessage(), e);
        }
    }

    private static Map<?, ?> map(Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(what + " is a mapping, but this is '" + value + "'.");
    }

    private static double number(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("'" + name + "' is a number, but this is '" + fields.get(name) + "'.");
    }

    private static String text(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("'" + name + "' is a text, but this is '" + fields.get(name) + "'.");
    }

    private static LocalDate day(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + name + "' is a day in quotes like \"2026-11-24\", but this is '" + text + "'.", e);
        }
    }

    Price of(Charge charge) {
        return byCharge.get(charge);
    }

    /** Whether so much time has gone by since that some have surely changed. */
    boolean areOld(LocalDate today) {
        return asOf.plusYears(1).isBefore(today);
    }
}

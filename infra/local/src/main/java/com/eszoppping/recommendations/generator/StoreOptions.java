package com.eszoppping.recommendations.generator;

import java.time.LocalDate;

/**
 * How large a store to generate, and which one: equal options give equal files, byte for byte.
 *
 * @param products number of products in the catalogue, {@value #MIN_PRODUCTS} to {@value #MAX_PRODUCTS}
 * @param users number of registered users, 1 to {@value #MAX_USERS}; anonymous visitors come on top
 * @param sessions number of sessions, 1 to {@value #MAX_SESSIONS}; a session has four to five events on average
 * @param seed which of the possible stores
 * @param dirty whether to spoil the files with every {@link DirtKind}; under the same other options a dirty store tells
 *     the same story as the clean one
 * @param firstDay the day (UTC) of the first session
 * @param days length of the log in days, 1 to {@value #MAX_DAYS}; a dirty store needs {@value #MIN_DIRTY_DAYS}, because
 *     some dirt concerns whole files and there is one file a day
 */
public record StoreOptions(
        int products, int users, long sessions, long seed, boolean dirty, LocalDate firstDay, int days) {
    private static final int MIN_PRODUCTS = 50;
    private static final int MAX_PRODUCTS = 2_000_000;
    private static final int MAX_USERS = 20_000_000;
    private static final long MAX_SESSIONS = 1_000_000_000;
    private static final int MAX_DAYS = 3_650;
    private static final int MIN_DIRTY_DAYS = 4;

    private static final int DEFAULT_DAYS = 90;
    private static final LocalDate DEFAULT_LAST_DAY = LocalDate.of(2026, 11, 23);

    public StoreOptions {
        check("products", products, MIN_PRODUCTS, MAX_PRODUCTS);
        check("users", users, 1, MAX_USERS);
        check("sessions", sessions, 1, MAX_SESSIONS);
        check("days", days, 1, MAX_DAYS);
        if (dirty && days < MIN_DIRTY_DAYS) {
            throw new IllegalArgumentException(
                    "days of a dirty store must be " + MIN_DIRTY_DAYS + " or more, but is " + days + ".");
        }
        if (firstDay.getYear() < 1970 || firstDay.getYear() > 9000) {
            throw new IllegalArgumentException("firstDay must be in the years 1970 to 9000, but is " + firstDay + ".");
        }
    }

    /** A store of the given size over the default period: 90 days that end on 2026-11-23. */
    public StoreOptions(int products, int users, long sessions, long seed, boolean dirty) {
        this(products, users, sessions, seed, dirty, DEFAULT_LAST_DAY.minusDays(DEFAULT_DAYS - 1), DEFAULT_DAYS);
    }

    /** The store of the demonstration: small enough to be trained on in a few seconds. */
    public static StoreOptions defaults() {
        return new StoreOptions(500, 2_000, 20_000, 1, false);
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " must be from " + least + " to " + most + ", but is " + value + ".");
        }
    }
}

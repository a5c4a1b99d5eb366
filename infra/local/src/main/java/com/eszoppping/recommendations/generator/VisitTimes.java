package com.eszoppping.recommendations.generator;

import java.time.DayOfWeek;
import java.util.SplittableRandom;

/** When sessions begin: weekends are fuller than weekdays, evenings than mornings, and the nights are quiet. */
final class VisitTimes {
    private static final int SECONDS_OF_A_DAY = 86_400;
    private static final int SECONDS_OF_AN_HOUR = 3_600;
    private static final double WEEKEND = 1.3;
    private static final double DAILY_SPREAD = 0.08;

    /** Visits by the hour, from midnight, relative to each other. */
    private static final double[] HOURS = {
        18, 9, 5, 3, 3, 5, 12, 24, 36, 44, 50, 52, 54, 52, 50, 50, 54, 62, 74, 88, 96, 88, 64, 36
    };

    private final double[] hourSums = RunningSums.of(HOURS.clone());
    private final double[] daySums;
    private final long sessions;
    private final long firstSecond;

    VisitTimes(StoreOptions options, SplittableRandom random) {
        sessions = options.sessions();
        firstSecond = options.firstDay().toEpochDay() * SECONDS_OF_A_DAY;
        double[] days = new double[options.days()];
        for (int day = 0; day < days.length; day++) {
            DayOfWeek weekday = options.firstDay().plusDays(day).getDayOfWeek();
            double usual = weekday.compareTo(DayOfWeek.FRIDAY) > 0 ? WEEKEND : 1;
            days[day] = usual * StrictMath.exp(DAILY_SPREAD * random.nextGaussian());
        }
        daySums = RunningSums.of(days);
    }

    /** How many sessions begin on a day; over all days, exactly as many as were asked for. */
    long sessionsOn(int day) {
        return sessionsUntil(day) - (day == 0 ? 0 : sessionsUntil(day - 1));
    }

    private long sessionsUntil(int day) {
        return Math.round(sessions * (daySums[day] / daySums[daySums.length - 1]));
    }

    /** The second in which a day's session begins, in epoch seconds; never earlier than that of the session before. */
    long start(int day, long session, long sessionsOfTheDay, SplittableRandom random) {
        // One draw in each of as many equal slices of the day's visits: random, and in order without sorting.
        double share = (session + random.nextDouble()) / sessionsOfTheDay;
        double visits = share * hourSums[HOURS.length - 1];
        int hour = 0;
        while (hourSums[hour] <= visits) {
            hour++;
        }
        double ofHour = 1 - (hourSums[hour] - visits) / HOURS[hour];
        return firstSecondOf(day) + (long) ((hour + ofHour) * SECONDS_OF_AN_HOUR);
    }

    /** Midnight (UTC) at which a day begins, in epoch seconds; the day after the last one is known too. */
    long firstSecondOf(int day) {
        return firstSecond + (long) day * SECONDS_OF_A_DAY;
    }
}

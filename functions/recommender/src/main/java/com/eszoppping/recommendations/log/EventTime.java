package com.eszoppping.recommendations.log;

import com.eszoppping.recommendations.lines.ByteWords;

/**
 * Reads a time: ISO 8601 date and time of day to the second, {@code T} or a blank between, an optional fraction of up
 * to nine digits, an optional zone ({@code Z}, {@code +01:00}, {@code +0100}, {@code +01}; none means UTC). The date
 * must exist, the year is from {@value #FIRST_YEAR} to {@value #LAST_YEAR}. Read by arithmetic, because the general
 * parser of {@code java.time} takes longer than the rest of a line. Holds the last time read. Not thread-safe.
 */
final class EventTime {
    static final int FIRST_YEAR = 1970;
    static final int LAST_YEAR = 2200;

    static final int LENGTH_TO_SECONDS = "2021-03-09T13:31:58".length();
    private static final int START_OF_TIME = "2021-03-09T".length();
    private static final int MAX_FRACTION_DIGITS = 9;
    private static final int MAX_ZONE_MINUTES = 18 * 60;
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MILLIS_PER_MINUTE = 60_000;
    private static final long MILLIS_PER_DAY = 24 * 60 * MILLIS_PER_MINUTE;
    private static final int LEAP_DAYS_BEFORE_1970 = 1969 / 4 - 1969 / 100 + 1969 / 400;
    private static final int NO_NUMBER = -1;

    // A text like "05:57:41" as one word, with 0 to 9 in place of its digits.
    private static final long ZERO_TIME = ByteWords.of("00:00:00");
    private static final long ZERO_DIGITS = ByteWords.of("00000000");
    private static final long COLONS = 0x0000_ff00_00ff_0000L;

    private byte[] text = {};
    private int at;
    private int end;

    private long epochMillis;
    private int nanosOfMilli;

    // The last date that was read, since the next one is most often the same: its text and when it begins.
    private long yearAndMonth;
    private int dayAndSeparator = NO_NUMBER;
    private long dateMillis;

    /**
     * Reads {@code text[offset, offset + length)}.
     *
     * @return whether it is a time; if not, the last one is lost
     */
    boolean read(byte[] text, int offset, int length) {
        this.text = text;
        at = offset;
        end = offset + length;
        return length >= LENGTH_TO_SECONDS && readToSeconds() && readFraction() && readZone();
    }

    /** Milliseconds since 1970 UTC, cut. */
    long epochMillis() {
        return epochMillis;
    }

    /** What the milliseconds cut off, in nanoseconds. */
    int nanosOfMilli() {
        return nanosOfMilli;
    }

    private boolean readToSeconds() {
        long ofDay = secondsOfDay(ByteWords.at(text, at + START_OF_TIME));
        if (ofDay == NO_NUMBER || !readDate()) {
            return false;
        }
        epochMillis = dateMillis + ofDay * 1_000;
        at += LENGTH_TO_SECONDS;
        return true;
    }

    private boolean readDate() {
        long first = ByteWords.at(text, at);
        int rest = text[at + 8] << 16 | text[at + 9] << 8 | text[at + 10];
        if (first == yearAndMonth && rest == dayAndSeparator) {
            return true;
        }
        int year = number(0, 4);
        int month = number(5, 2);
        int day = number(8, 2);
        boolean valid = isSeparator(4, '-')
                && isSeparator(7, '-')
                && (isSeparator(10, 'T') || isSeparator(10, ' '))
                && isWithin(year, FIRST_YEAR, LAST_YEAR)
                && isWithin(month, 1, 12)
                && isWithin(day, 1, daysOf(month, year));
        if (valid) {
            yearAndMonth = first;
            dayAndSeparator = rest;
            dateMillis = daysSince1970(year, month, day) * MILLIS_PER_DAY;
        }
        return valid;
    }

    /** The seconds of a text like {@code 05:57:41}, {@link #NO_NUMBER} if it is none. */
    private static long secondsOfDay(long text) {
        long digits = text ^ ZERO_TIME;
        if ((digits & COLONS) != 0 || ByteWords.notDigits(digits ^ ZERO_DIGITS) != 0) {
            return NO_NUMBER;
        }
        long numbers = digits * 10 + (digits >>> 8);
        int hour = (int) numbers & 0xff;
        int minute = (int) (numbers >>> 24) & 0xff;
        int second = (int) (numbers >>> 48) & 0xff;
        return hour < 24 && minute < 60 && second < 60 ? (hour * 60 + minute) * 60 + second : NO_NUMBER;
    }

    private boolean readFraction() {
        nanosOfMilli = 0;
        if (at == end || (text[at] != '.' && text[at] != ',')) {
            return true;
        }
        at++;
        int digits = 0;
        long nanos = 0;
        while (at < end && isDigit(text[at]) && digits < MAX_FRACTION_DIGITS) {
            nanos = nanos * 10 + (text[at++] - '0');
            digits++;
        }
        for (int i = digits; i < MAX_FRACTION_DIGITS; i++) {
            nanos *= 10;
        }
        epochMillis += nanos / NANOS_PER_MILLI;
        nanosOfMilli = (int) (nanos % NANOS_PER_MILLI);
        return digits > 0;
    }

    private boolean readZone() {
        if (at == end) {
            return true;
        }
        byte sign = text[at++];
        if (sign == 'Z') {
            return at == end;
        }
        boolean colon = end - at == 5 && text[at + 2] == ':';
        boolean withMinutes = colon || end - at == 4;
        if ((sign != '+' && sign != '-') || (!withMinutes && end - at != 2)) {
            return false;
        }
        int hours = number(0, 2);
        int minutes = withMinutes ? number(colon ? 3 : 2, 2) : 0;
        boolean valid = hours >= 0 && isWithin(minutes, 0, 59) && hours * 60 + minutes <= MAX_ZONE_MINUTES;
        if (valid) {
            long offset = (hours * 60 + minutes) * MILLIS_PER_MINUTE;
            epochMillis -= sign == '+' ? offset : -offset;
        }
        return valid;
    }

    /** The number of the given digits, {@link #NO_NUMBER} if one of them is no digit. */
    private int number(int from, int digits) {
        int number = 0;
        for (int i = at + from; i < at + from + digits; i++) {
            if (!isDigit(text[i])) {
                return NO_NUMBER;
            }
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }

    private boolean isSeparator(int index, char separator) {
        return text[at + index] == separator;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isWithin(int value, int lowest, int highest) {
        return lowest <= value && value <= highest;
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static int daysOf(int month, int year) {
        return DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1] + (month == 2 && isLeap(year) ? 1 : 0);
    }

    private static long daysSince1970(int year, int month, int day) {
        int before = year - 1;
        int leapDays = before / 4 - before / 100 + before / 400 - LEAP_DAYS_BEFORE_1970;
        int leapDayOfYear = month > 2 && isLeap(year) ? 1 : 0;
        return (year - FIRST_YEAR) * 365L + leapDays + DAYS_BEFORE_MONTH[month - 1] + leapDayOfYear + day - 1;
    }
}

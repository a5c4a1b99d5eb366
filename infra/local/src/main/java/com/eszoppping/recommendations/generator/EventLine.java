package com.eszoppping.recommendations.generator;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** An event as a line of JSON, written into one array of bytes that is used again for the next event. */
final class EventLine {
    private static final int MOST_BYTES = 512;
    private static final int MOST_DIGITS = 20;
    private static final int SECONDS_OF_A_DAY = 86_400;
    private static final byte[] HEX = ascii("0123456789abcdef");

    private static final byte[] SESSION_ID = ascii("{\"session_id\":");
    private static final byte[] TIMESTAMP = ascii(",\"timestamp\":\"");
    private static final byte[] USER_ID = ascii("\",\"user_id\":");
    private static final byte[] PRODUCT_ID = ascii(",\"product_id\":");
    private static final byte[][] EVENT_TYPE = {
        ascii(",\"event_type\":\"VIEW_PRODUCT\",\"offered_discount\":"),
        ascii(",\"event_type\":\"BUY_PRODUCT\",\"offered_discount\":"),
        ascii(",\"event_type\":\"RETURN_PRODUCT\",\"offered_discount\":")
    };
    private static final byte[] PURCHASE_ID = ascii(",\"purchase_id\":");
    private static final byte[] VISITOR_ID = ascii(",\"visitor_id\":\"v-");
    private static final byte[] NULL = ascii("null");

    private final Assortment assortment;
    private final Shoppers shoppers;
    private final byte[] bytes = new byte[MOST_BYTES];
    private final byte[] digits = new byte[MOST_DIGITS];
    private int length;

    private long dayOfDate = Long.MIN_VALUE;
    private byte[] date = {};

    EventLine(Assortment assortment, Shoppers shoppers) {
        this.assortment = assortment;
        this.shoppers = shoppers;
    }

    /** Writes a session's event, without a newline. */
    void format(Session session, int event) {
        length = 0;
        int shopper = session.shopper();
        boolean isUser = shoppers.isUser(shopper);
        text(SESSION_ID);
        number(session.id());
        text(TIMESTAMP);
        timestamp(session.second[event]);
        text(USER_ID);
        if (isUser) {
            number(Shoppers.userId(shopper));
        } else {
            text(NULL);
        }
        text(PRODUCT_ID);
        number(assortment.id(session.product[event]));
        text(EVENT_TYPE[session.type[event]]);
        number(session.discount[event]);
        text(PURCHASE_ID);
        if (session.purchase[event] == Session.NO_PURCHASE) {
            text(NULL);
        } else {
            number(session.purchase[event]);
        }
        if (!isUser && shoppers.hasCookie(shopper)) {
            text(VISITOR_ID);
            hex(shoppers.cookie(shopper));
            put('"');
        }
        put('}');
    }

    /** The array that holds the line in its first {@link #length()} bytes. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    private void put(char character) {
        bytes[length++] = (byte) character;
    }

    private void text(byte[] text) {
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    private void number(long value) {
        int first = MOST_DIGITS;
        long rest = value;
        do {
            digits[--first] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        System.arraycopy(digits, first, bytes, length, MOST_DIGITS - first);
        length += MOST_DIGITS - first;
    }

    private void hex(long bits) {
        for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(int) (bits >>> shift) & 0xF];
        }
    }

    private void timestamp(long second) {
        long day = second / SECONDS_OF_A_DAY;
        if (day != dayOfDate) {
            dayOfDate = day;
            date = ascii(LocalDate.ofEpochDay(day).toString());
        }
        int ofDay = (int) (second % SECONDS_OF_A_DAY);
        text(date);
        put('T');
        twoDigits(ofDay / 3_600);
        put(':');
        twoDigits(ofDay / 60 % 60);
        put(':');
        twoDigits(ofDay % 60);
    }

    private void twoDigits(int value) {
        bytes[length++] = (byte) ('0' + value / 10);
        bytes[length++] = (byte) ('0' + value % 10);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

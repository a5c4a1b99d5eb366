package com.eszoppping.recommendations.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.SplittableRandom;

/** Texts as nobody honest sends them, drawn by a seed. */
record HostileText(SplittableRandom random) {
    private static final int MOST_CHANGES = 4;

    /** Most parts that are changed are short, so that something of the text is left. */
    private static final int LONGEST_PART_BITS = 9;

    /** Deeper than any document of ours. */
    private static final int DEEP = 100;

    private static final List<String> PIECES = List.of(
            "",
            "null",
            "NaN",
            "Infinity",
            "-Infinity",
            "1e999",
            "-1e-999",
            "9".repeat(400),
            "-0",
            "0x10",
            "1.5",
            "true",
            "{}",
            "[]",
            "[".repeat(DEEP) + "]".repeat(DEEP),
            "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP),
            "[".repeat(10_000),
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "\u0000",
            "\u001b[31m",
            "\r\n",
            "\n",
            "\t",
            "\ufeff",
            "\ud83d\ude00",
            "\ud83d",
            "\u202e",
            "v#20261124T020000Z-00000000#manifest",
            "#",
            "%00",
            "%zz",
            "../../etc/passwd",
            "<script>alert(1)</script>",
            "' OR 1=1 --",
            "${jndi:ldap://x}",
            "-0001-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59Z",
            "9999999-12-31T23:59:60Z",
            "1969-12-31T23:59:59Z",
            ";",
            ";;;",
            "Gry;Gry;Gry",
            ",",
            "&",
            "=",
            "x".repeat(5_000));

    /** One of the pieces. */
    String piece() {
        return asSent(PIECES.get(random.nextInt(PIECES.size())));
    }

    /** Everything comes as UTF-8, in which there is no half of a pair. */
    private static String asSent(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    /** A text with a few pieces put in, parts left out, doubled or put elsewhere, and characters changed. */
    String changed(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int change = 1 + random.nextInt(MOST_CHANGES); change > 0; change--) {
            int at = random.nextInt(changed.length() + 1);
            int length = random.nextInt(1 << random.nextInt(LONGEST_PART_BITS));
            int end = Math.min(at + length, changed.length());
            switch (random.nextInt(5)) {
                case 0 -> changed.insert(at, piece());
                case 1 -> changed.replace(at, end, piece());
                case 2 -> changed.delete(at, end);
                case 3 -> changed.insert(random.nextInt(changed.length() + 1), changed.substring(at, end));
                default -> changed.replace(at, Math.min(at + 1, changed.length()), "" + (char) random.nextInt(0x10000));
            }
        }
        return asSent(changed.toString());
    }
}

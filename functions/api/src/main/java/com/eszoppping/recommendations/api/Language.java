package com.eszoppping.recommendations.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The languages that answers can be put into words in, the shop's own first. */
enum Language {
    PL,
    EN;

    private static final String ANY = "*";

    /** A language range of RFC 4647 with a weight of RFC 9110, section 12.4.2. */
    private static final Pattern RANGE = Pattern.compile(
            "(?<main>\\*|[a-z]{1,8})(-[a-z0-9]{1,8})*([ \\t]*;[ \\t]*q=(?<weight>0(\\.[0-9]{0,3})?|1(\\.0{0,3})?))?",
            Pattern.CASE_INSENSITIVE);

    /** Polish or English, however it is spoken where: {@code en-GB} is English. */
    private record Range(String main, double weight) {}

    /** The language's tag, e.g. {@code pl}. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The language that a client likes best by its {@code Accept-Language} (RFC 9110, section 12.5.4), the one named first among
     * equals. Polish where it says nothing or likes neither: the shop is Polish, and any words are better than an error. What is
     * no language range is passed over.
     *
     * @param acceptLanguage the header, null if there is none
     */
    static Language of(String acceptLanguage) {
        List<Range> ranges = ranges(acceptLanguage == null ? "" : acceptLanguage);
        return ranges.stream()
                .filter(range -> range.weight() > 0)
                .flatMap(range -> language(range, ranges).stream())
                .findFirst()
                .orElse(PL);
    }

    private static List<Range> ranges(String header) {
        List<Range> ranges = new ArrayList<>();
        for (String element : header.split(",", -1)) {
            Matcher matcher = RANGE.matcher(element.strip());
            if (matcher.matches()) {
                String weight = matcher.group("weight");
                ranges.add(new Range(
                        matcher.group("main").toLowerCase(Locale.ROOT),
                        weight == null ? 1 : Double.parseDouble(weight)));
            }
        }
        ranges.sort(Comparator.comparingDouble(Range::weight).reversed());
        return ranges;
    }

    private static Optional<Language> language(Range range, List<Range> all) {
        for (Language language : values()) {
            boolean meant = range.main().equals(ANY)
                    ? all.stream().noneMatch(other -> other.main().equals(language.tag()))
                    : range.main().equals(language.tag());
            if (meant) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }
}

package com.eszoppping.recommendations.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.generator.WrittenStore.Event;
import com.eszoppping.recommendations.generator.WrittenStore.Product;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of dirt is found again in the files by reading them, as often as it was counted. */
class DirtyStoreTest {
    private static final int GZIP_HEADER_BYTES = 10;
    private static final int GZIP_TRAILER_BYTES = 8;
    private static final Set<String> KNOWN_TYPES = Set.of("VIEW_PRODUCT", "BUY_PRODUCT", "RETURN_PRODUCT");
    private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d";

    @TempDir
    static Path folder;

    private static WrittenStore clean;
    private static WrittenStore dirty;
    private static Generated generated;

    /** Lines that are JSON, each once, with the file that has it first. */
    private static final Map<String, String> FILE_OF_LINE = new LinkedHashMap<>();

    private static final List<String> ALL_LINES = new ArrayList<>();

    @BeforeAll
    static void generate() throws IOException {
        clean = new WrittenStore(folder.resolve("clean"));
        dirty = new WrittenStore(folder.resolve("dirty"));
        new StoreGenerator(new StoreOptions(300, 500, 8_000, 3, false)).write(clean.folder(), events -> {});
        generated = new StoreGenerator(new StoreOptions(300, 500, 8_000, 3, true)).write(dirty.folder(), events -> {});
        dirty.sessionLines().forEach((file, lines) -> {
            ALL_LINES.addAll(lines);
            lines.stream()
                    .filter(line -> WrittenStore.json(line).isPresent())
                    .forEach(line -> FILE_OF_LINE.putIfAbsent(line, file));
        });
    }

    @Test
    void every_kind_occurs() {
        assertThat(generated.dirt()).containsOnlyKeys(DirtKind.values());
        assertThat(generated.dirt())
                .allSatisfy((kind, count) -> assertThat(count).isPositive());
    }

    @Test
    void the_shares_are_those_of_the_real_export() {
        assertThat((double) count(DirtKind.NULL_USER) / ALL_LINES.size()).isBetween(0.04, 0.06);
        assertThat((double) count(DirtKind.NULL_PRODUCT) / ALL_LINES.size()).isBetween(0.04, 0.06);
        assertThat((double) generated.unusableLines() / ALL_LINES.size()).isBetween(0.05, 0.15);
    }

    @Test
    void lines_are_counted() {
        assertThat((long) ALL_LINES.size()).isEqualTo(generated.lines());
        long more = count(DirtKind.BLANK_LINE) + count(DirtKind.REPEATED_LINE) + count(DirtKind.UNKNOWN_EVENT_TYPE);
        assertThat(generated.lines()).isEqualTo(generated.events() + more);
    }

    @Test
    void spoiled_lines_are_counted() {
        assertThat(ALL_LINES.stream().filter(String::isBlank)).hasSize(size(DirtKind.BLANK_LINE));
        List<String> noJson = ALL_LINES.stream()
                .filter(line -> !line.isBlank() && WrittenStore.json(line).isEmpty())
                .toList();
        assertThat(noJson.stream().filter(line -> line.endsWith("}"))).hasSize(size(DirtKind.BROKEN_JSON));
        assertThat(noJson.stream().filter(line -> !line.endsWith("}"))).hasSize(size(DirtKind.CUT_LINE));
        assertThat(ALL_LINES.stream().filter(line -> WrittenStore.json(line).isPresent()))
                .hasSize(FILE_OF_LINE.size() + size(DirtKind.REPEATED_LINE));
    }

    @Test
    void spoiled_fields_are_counted() {
        assertThat(jsonLines(line -> line.get("product_id").isNull())).hasSize(size(DirtKind.NULL_PRODUCT));
        assertThat(jsonLines(line -> !line.get("timestamp").asText().matches(TIMESTAMP)))
                .hasSize(size(DirtKind.BAD_TIMESTAMP))
                .allMatch(line -> line.get("timestamp").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d{3}:\\d\\d:\\d\\d"));
        assertThat(jsonLines(
                        line -> !KNOWN_TYPES.contains(line.get("event_type").asText())))
                .hasSize(size(DirtKind.UNKNOWN_EVENT_TYPE));
        assertThat(jsonLines(line -> line.has("page"))).hasSize(size(DirtKind.UNKNOWN_FIELD));
    }

    @Test
    void concealed_users_can_be_told_from_the_sessions_other_lines() throws IOException {
        Map<Long, List<Event>> sessions = clean.eventsBySession();
        List<Event> concealed = usableEvents().stream()
                .filter(event -> event.user() == null)
                .filter(event -> sessions.get(event.session()).getFirst().user() != null)
                .toList();

        assertThat(concealed).hasSize(size(DirtKind.NULL_USER));
        Set<Long> sessionsWithUser = new HashSet<>();
        usableEvents().stream().filter(event -> event.user() != null).forEach(e -> sessionsWithUser.add(e.session()));
        assertThat(concealed).allMatch(event -> sessionsWithUser.contains(event.session()));
    }

    @Test
    void disordered_and_scattered_sessions_are_counted() {
        Map<Long, List<Event>> sessions = new LinkedHashMap<>();
        Map<Long, Set<String>> files = new LinkedHashMap<>();
        FILE_OF_LINE.forEach((line, file) -> usable(line).ifPresent(event -> {
            sessions.computeIfAbsent(event.session(), id -> new ArrayList<>()).add(event);
            files.computeIfAbsent(event.session(), id -> new HashSet<>()).add(file);
        }));

        assertThat(sessions.values().stream().filter(DirtyStoreTest::isOutOfOrder))
                .hasSize(size(DirtKind.SESSION_OUT_OF_ORDER));
        assertThat(files.values().stream().filter(names -> names.size() > 1))
                .hasSize(size(DirtKind.SESSION_OVER_FILES));
    }

    @Test
    void what_can_be_read_is_the_story_of_the_clean_store() throws IOException {
        Set<Event> happened = new HashSet<>();
        clean.events().forEach(event -> happened.add(withoutUser(event)));

        long lost = generated.unusableLines() - count(DirtKind.BLANK_LINE) - count(DirtKind.UNKNOWN_EVENT_TYPE);
        assertThat(usableEvents())
                .hasSize((int) (generated.events() - lost))
                .allMatch(event -> happened.contains(withoutUser(event)));
    }

    @Test
    void the_catalogues_dirt_is_counted() throws IOException {
        Map<Long, Product> right = clean.products();
        Map<Long, Product> wrong = dirty.products();

        assertThat(right).hasSize(wrong.size() + size(DirtKind.MISSING_PRODUCT));
        assertThat(right).containsKeys(wrong.keySet().toArray(Long[]::new));
        assertThat(differing(
                        wrong.values(), p -> p.price() == -right.get(p.id()).price()))
                .hasSize(size(DirtKind.NEGATED_PRICE));
        assertThat(differing(
                        wrong.values(),
                        p -> Math.abs(p.price() - 1e6 * right.get(p.id()).price()) < 1))
                .hasSize(size(DirtKind.INFLATED_PRICE));
        assertThat(differing(
                        wrong.values(), p -> !p.name().equals(right.get(p.id()).name())))
                .hasSize(size(DirtKind.HTML_ENTITY))
                .allMatch(p -> p.name().matches(".*(&#39;|&amp;|&nbsp;).*"));
        assertThat(usableEvents().stream().filter(event -> !wrong.containsKey(event.product())))
                .hasSize(size(DirtKind.EVENT_OF_MISSING_PRODUCT));
    }

    @Test
    void files_of_unusual_shape_are_counted() throws IOException {
        int plain = 0;
        int severalMembers = 0;
        int withoutNewline = 0;
        for (Map.Entry<String, byte[]> file : dirty.files().entrySet()) {
            boolean isPlain = !file.getKey().endsWith(".gz");
            plain += isPlain ? 1 : 0;
            severalMembers += !isPlain && members(file.getValue()) > 1 ? 1 : 0;
            withoutNewline += WrittenStore.text(file.getKey(), file.getValue()).endsWith("\n") ? 0 : 1;
        }

        assertThat(plain).isEqualTo(size(DirtKind.PLAIN_FILE));
        assertThat(severalMembers).isEqualTo(size(DirtKind.MULTI_MEMBER_FILE));
        assertThat(withoutNewline).isEqualTo(size(DirtKind.NO_FINAL_NEWLINE));
    }

    private static long count(DirtKind kind) {
        return generated.dirt().get(kind);
    }

    private static int size(DirtKind kind) {
        return Math.toIntExact(count(kind));
    }

    private static List<JsonNode> jsonLines(Predicate<JsonNode> wanted) {
        return FILE_OF_LINE.keySet().stream()
                .map(line -> WrittenStore.json(line).orElseThrow())
                .filter(wanted)
                .toList();
    }

    private static List<Event> usableEvents() {
        return FILE_OF_LINE.keySet().stream()
                .flatMap(line -> usable(line).stream())
                .toList();
    }

    private static Optional<Event> usable(String line) {
        return WrittenStore.json(line)
                .filter(json -> !json.get("product_id").isNull())
                .filter(json -> json.get("timestamp").asText().matches(TIMESTAMP))
                .filter(json -> KNOWN_TYPES.contains(json.get("event_type").asText()))
                .map(Event::of);
    }

    private static boolean isOutOfOrder(List<Event> session) {
        for (int i = 1; i < session.size(); i++) {
            if (session.get(i).time().isBefore(session.get(i - 1).time())) {
                return true;
            }
        }
        return false;
    }

    private static Event withoutUser(Event event) {
        return new Event(
                event.session(),
                event.time(),
                null,
                event.product(),
                event.type(),
                event.discount(),
                event.purchase(),
                event.visitor());
    }

    private static List<Product> differing(Collection<Product> products, Predicate<Product> differs) {
        return products.stream().filter(differs).toList();
    }

    private static int members(byte[] gzip) {
        int members = 0;
        for (int at = 0; at < gzip.length; members++) {
            at += GZIP_HEADER_BYTES + deflatedBytes(gzip, at + GZIP_HEADER_BYTES) + GZIP_TRAILER_BYTES;
        }
        return members;
    }

    private static int deflatedBytes(byte[] gzip, int from) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(gzip, from, gzip.length - from);
            byte[] ignored = new byte[1 << 16];
            while (!inflater.finished()) {
                inflater.inflate(ignored);
            }
            return Math.toIntExact(inflater.getBytesRead());
        } catch (DataFormatException e) {
            throw new AssertionError("No gzip member at byte " + from, e);
        } finally {
            inflater.end();
        }
    }
}

package com.eszoppping.recommendations.faults;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eszoppping.recommendations.faults.Visitors.Answers;
import com.eszoppping.recommendations.local.FolderBucket;
import com.eszoppping.recommendations.local.Stores;
import com.eszoppping.recommendations.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks of the fault suite find what they look for: each violation is planted, and must be named. */
@Tag(FaultSuite.TAG)
final class PlantedViolationsTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T02:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T02:00:00Z");

    @TempDir
    private Path folder;

    private LocalStack stack;
    private Answers ofA;

    @BeforeEach
    void train() throws IOException {
        Stores.whereNamesTell(folder.resolve("a"), "a");
        stack = new LocalStack(Files.createDirectories(folder.resolve("store")));
        stack.train(folder.resolve("a"), MONDAY);
        try (Table table = stack.directTable()) {
            ofA = Visitors.answers(table);
        }
        assertThatCode(() -> stack.checkHealed(MONDAY)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            delete from items where id = (select max(id) from items where id like 'v#%#users#%') | which has a manifest
            delete from items where id like 'v#%' and id not like 'v#%#%'                        | has a manifest
            delete from items where id like 'v#%'                                               | what the pointer names
            update items set expires_at = null where id like 'v#%#users#%'                      | #users#
            update items set expires_at = 9999999999 where id = 'pointer'                       | pointer
            update items set fields = replace(fields, '20261123', '20261122') where id = 'register' | #users#
            """)
    void what_is_wrong_in_the_table_is_named(String violation, String named) throws Exception {
        stack.execute(violation);

        assertThatThrownBy(stack::check).isInstanceOf(AssertionError.class).hasMessageContaining(named);
    }

    @Test
    void a_training_that_did_not_go_live_is_not_healed() {
        assertThatThrownBy(() -> stack.checkHealed(TUESDAY)).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_copy_of_the_pointer_that_names_another_version_is_not_healed() throws IOException {
        Path copy = stack.store().resolve("control/pointer.json");
        Files.writeString(copy, Files.readString(copy).replace("20261123", "20261122"));

        assertThatThrownBy(() -> stack.checkHealed(MONDAY)).hasMessageContaining("20261122");
    }

    @Test
    void a_version_without_a_report_is_not_healed() throws IOException {
        try (Stream<Path> reports = Files.walk(stack.store().resolve("reports"))) {
            Files.delete(reports.filter(file -> file.endsWith("report.json"))
                    .findFirst()
                    .orElseThrow());
        }

        assertThatThrownBy(() -> stack.checkHealed(MONDAY)).hasMessageContaining("report.json");
    }

    @Test
    void answers_of_another_log_are_wrong() throws Exception {
        Answers ofB = answersOfB();

        assertThatThrownBy(() -> visit(List.of(ofA))).hasMessageContaining("what no whole version would");
        assertThatCode(() -> visit(List.of(ofB))).doesNotThrowAnyException();
    }

    /** Tuesday's version is of the other log, but products that both have are as in Monday's. */
    @Test
    void a_version_that_mixes_two_is_wrong() throws Exception {
        Answers ofB = answersOfB();
        stack.execute(
                "update items as mixed set fields = (select fields from items where id like 'v#20261123%#product#%'"
                        + " and substr(id, instr(id, '#product#')) = substr(mixed.id, instr(mixed.id, '#product#'))) where id like 'v#20261124%#product#%' and exists"
                        + " (select 1 from items where id like 'v#20261123%#product#%' and substr(id, instr(id, '#product#')) = substr(mixed.id, instr(mixed.id, '#product#')))");

        assertThatThrownBy(() -> visit(List.of(ofA, ofB))).hasMessageContaining("answers to");
    }

    private Answers answersOfB() throws IOException {
        Stores.whereNamesTell(folder.resolve("b"), "b");
        stack.train(folder.resolve("b"), TUESDAY);
        try (Table table = stack.directTable()) {
            return Visitors.answers(table);
        }
    }

    /** Until every query was answered, or one was wrong. */
    private void visit(List<Answers> possible) throws Exception {
        try (Table table = stack.visitorsTable();
                Visitors visitors = Visitors.of(table, possible)) {
            visitors.awaitRight(possible.getLast());
        }
    }

    @Test
    void an_event_that_was_lost_is_named() throws IOException {
        AcceptedEvents events = new AcceptedEvents();
        events.add("kept");
        events.add("gone");
        log("kept");

        assertThatThrownBy(() -> events.checkLog(new FolderBucket(folder, folder)))
                .hasMessageContaining("the log lacks")
                .hasMessageContaining("gone");
    }

    @Test
    void an_event_that_counts_twice_is_named() throws IOException {
        AcceptedEvents events = new AcceptedEvents();
        events.add("once");
        events.add("twice");
        log("once", "twice", "twice");

        assertThatThrownBy(() -> events.checkLog(new FolderBucket(folder, folder)))
                .hasMessageContaining("more than once")
                .hasMessageContaining("\"twice\"=2");
    }

    private void log(String... products) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String product : products) {
            lines.append(
                    "{\"session_id\":\"s%d\",\"timestamp\":\"2026-11-23T02:00:00Z\",\"product_id\":\"%s\",\"event_type\":\"VIEW_PRODUCT\"}%n"
                            .formatted(lines.length(), product));
        }
        Files.createDirectories(folder.resolve("sessions/feedback"));
        Files.writeString(folder.resolve("sessions/feedback/day.jsonl"), lines);
    }
}

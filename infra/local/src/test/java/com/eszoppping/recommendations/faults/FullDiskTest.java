package com.eszoppping.recommendations.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.local.RecsCommand;
import com.eszoppping.recommendations.local.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The local store on a disk that is full before a training is done; the limit of what a process may write to one file stands for the
 * disk.
 */
@Tag(FaultSuite.TAG)
class FullDiskTest {
    private static final Instant FIRST = Instant.parse("2026-10-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int SESSIONS = 3_000;
    private static final int KILOBYTES_FOR_THE_REPORT = 400;
    private static final int BYTES_PER_KILOBYTE = 1024;

    @TempDir
    private Path folder;

    /** A small version has room; what meets the limit first is the report. */
    @ParameterizedTest
    @ValueSource(ints = {8, 64})
    void where_the_report_has_no_room_the_old_version_stays(int kilobytesMore) throws Exception {
        Path shop = folder.resolve("data");
        Stores.whereNamesTell(shop, "a");
        LocalStack stack = trained(shop);
        long size = Files.size(stack.file()) / BYTES_PER_KILOBYTE;

        assertThat(saidWithin(size + kilobytesMore, stack.trainCommand(shop, FIRST.plus(DAY))))
                .contains("counting what is to be written")
                .contains("File too large");

        staysAndHeals(stack, shop);
    }

    /** A larger version, of which the table takes a part, while the report has room. */
    @Test
    void where_the_table_has_no_room_the_old_version_stays() throws Exception {
        Path shop = Stores.generate(folder.resolve("data"), SESSIONS, false);
        LocalStack stack = trained(shop);

        assertThat(saidWithin(KILOBYTES_FOR_THE_REPORT, stack.trainCommand(shop, FIRST.plus(DAY))))
                .contains("counting what is to be written")
                .contains("versions.db could not be written");

        staysAndHeals(stack, shop);
    }

    private LocalStack trained(Path shop) throws Exception {
        LocalStack stack = new LocalStack(Files.createDirectories(folder.resolve("disk")));
        assertThat(stack.train(shop, FIRST).live()).isTrue();
        return stack;
    }

    private static void staysAndHeals(LocalStack stack, Path shop) throws Exception {
        stack.check();
        assertThat(stack.live()).isEqualTo(FIRST);
        Instant next = FIRST.plus(DAY.multipliedBy(2));
        assertThat(stack.train(shop, next).live()).isTrue();
        stack.checkHealed(next);
    }

    /** What a command says that must fail. */
    private String saidWithin(long kilobytes, List<String> command) throws Exception {
        Process process = new ProcessBuilder(RecsCommand.within(kilobytes, folder, command))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isNotZero();
        return said;
    }
}

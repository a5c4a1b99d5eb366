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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The local store on a disk that is full before a training is done. */
@Tag(FaultSuite.TAG)
class FullDiskTest {
    private static final Instant FIRST = Instant.parse("2026-10-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int BYTES_PER_KILOBYTE = 1024;

    @TempDir
    private Path folder;

    /** The limit of what a process may write to one file stands for a full disk. What meets it first is the report. */
    @ParameterizedTest
    @ValueSource(ints = {8, 64})
    void where_the_disk_is_full_the_old_version_stays(int kilobytesMore) throws Exception {
        Path shop = folder.resolve("data");
        Stores.whereNamesTell(shop, "a");
        LocalStack stack = new LocalStack(Files.createDirectories(folder.resolve("disk-" + kilobytesMore)));
        assertThat(stack.train(shop, FIRST).live()).isTrue();
        long size = Files.size(stack.file()) / BYTES_PER_KILOBYTE;

        assertThat(saidWithin(size + kilobytesMore, stack.trainCommand(shop, FIRST.plus(DAY))))
                .contains("counting what is to be written")
                .contains("File too large");

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

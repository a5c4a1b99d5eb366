package com.eszoppping.recommendations.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.bench.MeasuredProcess.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredProcessTest {
    @TempDir
    private Path folder;

    @Test
    void time_adds_up_over_phases_and_the_largest_peak_is_the_process_peak() throws Exception {
        MeasuredProcess process =
                run("printf 'reading\\t1.5\\t2.5\\t1000\\nfitting\\t2\\t3\\t3000\\nlists\\t0.5\\t0.5\\t2000\\n'", 60);

        assertThat(process.failure()).isEmpty();
        assertThat(process.seconds()).isEqualTo(4);
        assertThat(process.computing()).isEqualTo(6);
        assertThat(process.peakBytes()).isEqualTo(3000);
        assertThat(process.phase("fitting")).contains(new Phase("fitting", 2, 3, 3000));
    }

    @Test
    void of_a_process_that_dies_the_finished_phases_and_its_last_words_are_kept() throws Exception {
        MeasuredProcess process = run("printf 'reading\\t1.5\\t2.5\\t1000\\n'; echo 'out of memory' >&2; exit 1", 60);

        assertThat(process.phases()).containsExactly(new Phase("reading", 1.5, 2.5, 1000));
        assertThat(process.failure()).contains("out of memory");
    }

    @Test
    void a_process_that_takes_too_long_is_stopped() throws Exception {
        MeasuredProcess process = run("printf 'reading\\t1.5\\t2.5\\t1000\\n'; exec sleep 600", 1);

        assertThat(process.phases()).hasSize(1);
        assertThat(process.failure()).contains("it was stopped after 1 s");
    }

    private MeasuredProcess run(String script, int seconds) throws IOException, InterruptedException {
        return MeasuredProcess.run(List.of("sh", "-c", script), folder, Duration.ofSeconds(seconds));
    }
}

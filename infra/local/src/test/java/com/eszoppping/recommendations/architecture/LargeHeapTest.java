package com.eszoppping.recommendations.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.eszoppping.recommendations.training.MemoryNeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The training function's JVM has the heap that {@link MemoryNeed} counts on. */
class LargeHeapTest {
    private static final Path SCRIPT = Repository.file("functions/training/src/main/lambda/large-heap");
    private static final long BYTES_PER_MB = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void the_template_names_the_script_that_is_in_the_functions_zip() throws IOException {
        assertThat(Template.read().environment("TrainingFunction"))
                .containsEntry("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/" + SCRIPT.getFileName());
        assertThat(Files.getPosixFilePermissions(SCRIPT)).contains(PosixFilePermission.OTHERS_EXECUTE);
        assertThat(Repository.file("infra/build/lambda-zip.xml"))
                .content()
                .containsSubsequence("/src/main/lambda</directory>", "<fileMode>0755</fileMode>");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_024, 1_769, 3_008, 10_240})
    void the_heap_is_what_a_training_of_so_many_events_may_have_whatever_the_runtime_says(int functionMb)
            throws Exception {
        long heap = heapOfJvm(functionMb);

        assertThat(heap).isBetween(MemoryNeed.heapOf(functionMb), MemoryNeed.heapOf(functionMb) * 101 / 100);
        assertThat(heap).isLessThanOrEqualTo((functionMb - 600) * BYTES_PER_MB);
    }

    /** What a JVM has that is started as Lambda starts it, with a heap and options of the runtime's own. */
    private long heapOfJvm(int functionMb) throws Exception {
        Path program = Files.writeString(folder.resolve("Heap.java"), """
                class Heap {
                    public static void main(String... none) {
                        System.out.println(Runtime.getRuntime().maxMemory());
                    }
                }
                """);
        ProcessBuilder jvm = new ProcessBuilder(List.of(
                        SCRIPT.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:MaxHeapSize=128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        program.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        jvm.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(functionMb));
        Process process = jvm.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return Long.parseLong(printed.strip());
    }
}

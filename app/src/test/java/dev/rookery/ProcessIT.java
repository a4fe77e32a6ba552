package dev.rookery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a process with a service ends. */
final class ProcessIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Process start(String mode) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
                        "dev.rookery.ChildService",
                        mode))
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    private Path output() {
        return folder.resolve("output.txt");
    }

    private String printed() {
        try {
            return Files.readString(output());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private int exitCodeOf(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                    .as("the process ends; it printed:\n%s", printed())
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"plain, 143", "await, 143", "clean, 0"})
    void sigterm_ends_it_after_an_orderly_shutdown(String mode, int code) throws Exception {
        var process = start(mode);
        Awaitility.await().atMost(LIMIT).until(() -> printed().contains("Started ChildModule") || !process.isAlive());
        process.destroy();

        assertThat(exitCodeOf(process)).as(printed()).isEqualTo(code);
        assertThat(printed())
                .containsSubsequence(
                        "Started ChildModule",
                        "Stopping ChildModule",
                        "farewell",
                        "ended by SIGTERM",
                        "Stopped ChildModule")
                .doesNotContain("ERROR", "Exception");
    }

    @Test
    void sigterm_finds_the_last_of_several_services_that_came_and_went() throws Exception {
        var process = start("overlapping");
        Awaitility.await().atMost(LIMIT).until(() -> printed().contains("the last one is here") || !process.isAlive());
        process.destroy();

        assertThat(exitCodeOf(process)).as(printed()).isEqualTo(143);
        assertThat(printed())
                .containsSubsequence("the last one is here", "ended by SIGTERM", "Stopped ChildModule")
                .doesNotContain("ERROR", "Exception");
    }

    @Test
    void a_start_that_fails_ends_it_with_one_error_and_code_1() throws Exception {
        assertThat(exitCodeOf(start("port-in-use"))).as(printed()).isEqualTo(1);
        assertThat(printed())
                .containsOnlyOnce("localhost:3000 is in use: stop what listens there, or take another port")
                .contains("farewell")
                .doesNotContain("ERROR", "Started ChildModule");
    }

    @Test
    void it_ends_by_itself_once_the_service_is_closed() throws Exception {
        assertThat(exitCodeOf(start("close"))).as(printed()).isZero();
        assertThat(printed()).containsSubsequence("farewell", "ended by null", "Stopped ChildModule");
    }

    @Test
    void an_exit_of_its_own_keeps_its_code_and_shuts_the_service_down() throws Exception {
        assertThat(exitCodeOf(start("exit"))).as(printed()).isEqualTo(3);
        assertThat(printed()).containsSubsequence("farewell", "Stopped ChildModule");
    }
}

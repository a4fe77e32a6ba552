package dev.rookery.examples.demo;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of {@code bin/demo}, without its build. */
final class DemoProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private @Nullable Process process;
    private @Nullable Path output;

    void start(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        if (Files.exists(Path.of("/proc/self"))) {
            // A script that starts the tests in the background has it ignored, by all that comes of it.
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.addAll(List.of("../bin/demo", "--no-build"));
        command.addAll(List.of(arguments));
        output = Files.createTempFile("rookery-demo", ".log");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    int run(String... arguments) throws Exception {
        start(arguments);
        return awaitEnd();
    }

    void awaitOutput(String text) {
        await().atMost(LIMIT).until(() -> output().contains(text) || !started().isAlive());
    }

    int awaitEnd() throws InterruptedException {
        if (!started().waitFor(LIMIT)) {
            throw new AssertionError("did not end within " + LIMIT.toSeconds() + " s:\n" + output());
        }
        return started().exitValue();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(started().pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    String output() {
        try {
            return output == null ? "" : Files.readString(output);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private Process started() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.destroy();
        }
        if (output != null) {
            Files.deleteIfExists(output);
        }
    }
}

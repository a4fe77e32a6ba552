package dev.rookery.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The service of {@code examples}' package {@code moving} in a process of its own, as it runs in production. */
final class ParcelsProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path EXAMPLES = Path.of("../examples/target").toAbsolutePath();

    private final Process process;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Thread reader;

    private ParcelsProcess(Process process) {
        this.process = process;
        reader = Thread.ofVirtual().name("parcels in java").start(this::read);
    }

    /** Returns when it has subscribed. */
    static ParcelsProcess start(String address) {
        try {
            var classPath = EXAMPLES.resolve("classes")
                    + File.pathSeparator
                    + Files.readString(EXAMPLES.resolve("class-path.txt"));
            var java = ProcessHandle.current().info().command().orElseThrow();
            var started = new ParcelsProcess(
                    new ProcessBuilder(java, "-cp", classPath, "dev.rookery.examples.moving.ParcelsApp", address)
                            .redirectErrorStream(true)
                            .start());
            await().atMost(LIMIT).until(started::isReady);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has printed. */
    Queue<String> lines() {
        return lines;
    }

    /** Ends it by SIGTERM, and returns what it ended with. */
    int stop() throws InterruptedException {
        process.toHandle().destroy(); // not process.destroy(), which closes its output too
        if (!process.waitFor(LIMIT)) {
            throw new IllegalStateException("It did not end: " + describe());
        }
        reader.join(LIMIT);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("It has ended: " + describe());
        }
        return lines.stream().anyMatch(line -> line.contains("Ready on"));
    }

    private String describe() {
        return String.join("\n", lines);
    }

    private void read() {
        try (var output = process.inputReader(UTF_8)) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("A line could not be read: " + e.getMessage());
        }
    }
}

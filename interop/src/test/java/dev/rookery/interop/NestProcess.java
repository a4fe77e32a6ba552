package dev.rookery.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A peer as a process: it prints lines of JSON, reads some, and ends when its standard input is closed. */
final class NestProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);
    private static final int LOG_LINES = 200;

    private final String name;
    private final Process process;
    private final ExecutorService writer;
    private final Thread logReader;
    private final Deque<String> log = new ArrayDeque<>();
    private final CompletableFuture<JsonNode> ready = new CompletableFuture<>();
    private final CompletableFuture<JsonNode> failure = new CompletableFuture<>();

    private NestProcess(String name, Process process, Consumer<JsonNode> onLine) {
        this.name = name;
        this.process = process;
        writer = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name(name + " stdin").factory());
        logReader = Thread.ofVirtual()
                .name(name + " stderr")
                .start(() -> readLines(process.errorReader(UTF_8), this::keep));
        Thread.ofVirtual().name(name + " stdout").start(() -> readOutput(onLine));
    }

    /** Returns when the peer is ready. The lines that it prints later go to {@code onLine}, one at a time. */
    static NestProcess start(NestVersion version, String peer, List<String> flags, Consumer<JsonNode> onLine) {
        var command = new ArrayList<String>();
        command.add(launcher().toString());
        command.add(version.number());
        command.add(peer);
        command.addAll(flags);
        try {
            var started = new NestProcess(version + " " + peer, new ProcessBuilder(command).start(), onLine);
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start " + command, e);
        }
    }

    /** The line with which the peer said that it was ready. */
    JsonNode ready() {
        return ready.join();
    }

    /** Completes with an error when the peer has ended, and with a line never. */
    CompletableFuture<JsonNode> failure() {
        return failure;
    }

    void write(String line) {
        writer.execute(() -> {
            try {
                BufferedWriter input = process.outputWriter(UTF_8);
                input.write(line);
                input.newLine();
                input.flush();
            } catch (IOException e) {
                keep("A line could not be written: " + e.getMessage());
            }
        });
    }

    /** The last lines of the peer's standard error, where Nest logs. */
    String log() {
        synchronized (log) {
            return String.join("\n", log);
        }
    }

    /** What the peer did or failed to do, its state, and the last lines of its standard error. */
    String describe(String what) {
        var state = process.isAlive() ? "still running" : "exit code " + process.exitValue();
        return "%s %s (%s). Its standard error:%n%s".formatted(name, what, state, log());
    }

    /** Ends the peer by SIGTERM. Returns when it has ended and all that it printed was read. */
    void stop() {
        process.toHandle().destroy(); // not process.destroy(), which closes its input and output too
        if (!endsInTime()) {
            throw new IllegalStateException(describe("did not stop"));
        }
        failure.exceptionally(_ -> ready()).join();
    }

    /** Lets the peer end by itself, and ends it where it does not. */
    @Override
    public void close() {
        writer.execute(() -> {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                keep("Standard input could not be closed: " + e.getMessage());
            }
        });
        writer.shutdown();
        if (!endsInTime()) {
            process.destroyForcibly();
            endsInTime();
        }
    }

    private static Path launcher() {
        return Stream.of("peer", "interop/peer")
                .map(path -> Path.of(path).toAbsolutePath())
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No interop/peer below "
                        + Path.of("").toAbsolutePath()
                        + " (expected: tests run in the repository or in its folder interop)"));
    }

    private void awaitReady() {
        try {
            ready.orTimeout(START_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            var failure = new IllegalStateException(describe("did not get ready"), e.getCause());
            close();
            throw failure;
        }
    }

    private void readOutput(Consumer<JsonNode> onLine) {
        readLines(process.inputReader(UTF_8), line -> {
            if (!line.startsWith("{")) {
                keep(line);
            } else if (!ready.complete(NestJson.json(line))) {
                onLine.accept(NestJson.json(line));
            }
        });
        endsInTime();
        joinLogReader();
        var ended = new EOFException(name + " has ended");
        ready.completeExceptionally(ended);
        failure.completeExceptionally(ended);
    }

    private void readLines(BufferedReader reader, Consumer<String> onLine) {
        try (reader) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                onLine.accept(line);
            }
        } catch (IOException e) {
            keep("A line could not be read: " + e.getMessage());
        }
    }

    private void keep(String line) {
        synchronized (log) {
            if (log.size() == LOG_LINES) {
                log.removeFirst();
            }
            log.addLast(line);
        }
    }

    private boolean endsInTime() {
        try {
            return process.waitFor(END_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void joinLogReader() {
        try {
            logReader.join(END_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

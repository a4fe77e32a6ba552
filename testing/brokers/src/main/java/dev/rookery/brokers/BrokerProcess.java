package dev.rookery.brokers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A broker as a process that the test owns. */
final class BrokerProcess implements Broker {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final int CONNECT_LIMIT_MILLIS = 1_000;
    private static final int LOG_LINES = 100;

    private final BrokerSetup setup;
    private final int port;
    private final Path folder;
    private final BrokerSetup.Launch launch;
    private final Thread atExit;
    private volatile @Nullable Process process;
    private volatile @Nullable Process companion;
    private boolean closed;

    private BrokerProcess(BrokerSetup setup, int port) throws IOException {
        this.setup = setup;
        this.port = port;
        this.folder = Files.createTempDirectory("rookery-" + setup.kind().name() + "-");
        this.launch = setup.prepare(setup.kind().executablePath().toString(), port, folder);
        this.atExit = new Thread(this::destroy, "end of " + setup.kind().name() + " broker");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static BrokerProcess start(BrokerSetup setup) {
        try {
            var broker = new BrokerProcess(setup, FreePort.find());
            try {
                broker.start();
                return broker;
            } catch (RuntimeException error) {
                broker.close();
                throw error;
            }
        } catch (IOException error) {
            throw new UncheckedIOException("Could not prepare a " + setup.kind().name() + " broker", error);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public String url() {
        var scheme = setup.usesTls() ? setup.kind().tlsScheme() : setup.kind().scheme();
        return scheme + "://127.0.0.1:" + port;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public String log() {
        var file = logFile();
        if (!Files.exists(file)) {
            return "";
        }
        try {
            var lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private Path logFile() {
        return folder.resolve("broker.log");
    }

    @Override
    public void start() {
        if (closed) {
            throw new IllegalStateException("The broker was closed: make another one");
        }
        if (isRunning()) {
            return;
        }
        if (companion == null && !launch.companion().isEmpty()) {
            companion = run(launch.companion());
        }
        process = run(launch.command());
        awaitReady();
    }

    private Process run(List<String> command) {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        builder.environment().putAll(launch.environment());
        try {
            return builder.start();
        } catch (IOException error) {
            throw new UncheckedIOException("Could not start " + command, error);
        }
    }

    private void awaitReady() {
        var limit = setup.patience();
        var deadline = System.nanoTime() + limit.toNanos();
        while (!isReady()) {
            if (!isRunning()) {
                throw new IllegalStateException(describe("ended before it was ready"));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(describe("was not ready within " + limit.toSeconds() + " s"));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private boolean isReady() {
        try (var socket = new Socket()) {
            socket.connect(address(), CONNECT_LIMIT_MILLIS);
            socket.setSoTimeout(CONNECT_LIMIT_MILLIS);
            return setup.serves(socket);
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void stop() {
        var running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        signal("CONT", running);
        running.destroy();
        awaitEnd(running, "SIGTERM");
    }

    @Override
    public void kill() {
        var running = process;
        if (running != null && running.isAlive()) {
            running.destroyForcibly();
            awaitEnd(running, "SIGKILL");
        }
    }

    private void awaitEnd(Process ending, String signal) {
        try {
            if (!ending.waitFor(setup.patience())) {
                throw new IllegalStateException(
                        describe("did not end within " + setup.patience().toSeconds() + " s of " + signal));
            }
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a broker ended", error);
        }
    }

    @Override
    public void freeze() {
        var running = running();
        signal("STOP", running);
        awaitFrozen(running);
    }

    /** The signal stops a process when one of its threads gets a processor to take it; until then the others work on. */
    private void awaitFrozen(Process stopping) {
        var threads = Path.of("/proc", Long.toString(stopping.pid()), "task");
        if (!Files.isDirectory(threads)) {
            return; // not Linux, where nothing tells
        }
        var deadline = System.nanoTime() + setup.patience().toNanos();
        while (!isFrozen(threads)) {
            if (!stopping.isAlive()) {
                throw new IllegalStateException(describe("ended when it was to freeze"));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        describe("did not freeze within " + setup.patience().toSeconds() + " s"));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static boolean isFrozen(Path threads) {
        try (var each = Files.list(threads)) {
            return each.map(thread -> thread.resolve("stat")).allMatch(BrokerProcess::isStopped);
        } catch (IOException | UncheckedIOException ended) {
            return false;
        }
    }

    /** The state stands behind the name, which is in brackets and may hold anything: {@code 42 (nats-server) T …}. */
    private static boolean isStopped(Path stat) {
        try {
            var text = Files.readString(stat, StandardCharsets.ISO_8859_1);
            return text.startsWith(") T ", text.lastIndexOf(')'));
        } catch (IOException ended) {
            return true; // the thread is gone
        }
    }

    @Override
    public void thaw() {
        signal("CONT", running());
    }

    private Process running() {
        var running = process;
        if (running == null || !running.isAlive()) {
            throw new IllegalStateException(describe("does not run"));
        }
        return running;
    }

    private static void signal(String signal, Process receiver) {
        try {
            var sent = new ProcessBuilder("kill", "-" + signal, Long.toString(receiver.pid()))
                    .inheritIO()
                    .start();
            if (sent.waitFor() != 0 && receiver.isAlive()) {
                throw new IllegalStateException("kill -" + signal + " " + receiver.pid() + " failed");
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a broker was signalled", error);
        }
    }

    @Override
    public boolean isRunning() {
        var running = process;
        return running != null && running.isAlive();
    }

    private String describe(String what) {
        var ended = process;
        var state = ended == null || ended.isAlive() ? "" : " (exit code " + ended.exitValue() + ")";
        return "%s on port %d %s%s. Its log:%n%s".formatted(setup.kind().executable(), port, what, state, log());
    }

    private void destroy() {
        var running = process;
        if (running != null) {
            running.destroyForcibly();
        }
        var beside = companion;
        if (beside != null) {
            beside.destroyForcibly();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        kill();
        destroy();
        Runtime.getRuntime().removeShutdownHook(atExit);
        Folders.delete(folder);
    }

    @Override
    public String toString() {
        return describe("is what the test uses");
    }
}

package dev.rookery.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A run of {@code bin/demo --gateway} on a free port, without its build: broker, services, gateway, each a process of its own. */
final class GatewayDemo implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern PAGE = Pattern.compile("^the page: +(http://\\S+)$", Pattern.MULTILINE);

    private final Process process;
    private final Path output;

    private GatewayDemo(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Returns when the page can be opened. */
    static GatewayDemo start(Path output) throws IOException {
        var process = new ProcessBuilder("../bin/demo", "--no-build", "--gateway", "--port", "0")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var demo = new GatewayDemo(process, output);
        demo.awaitOutput("the parts: ");
        return demo;
    }

    String page() {
        return PAGE.matcher(output())
                .results()
                .map(page -> page.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("It does not say where the page is:\n" + output()));
    }

    /** Stops a part, as who looks at the demo would: {@code stock}, {@code orders} or {@code gateway}. */
    void stop(String part) throws IOException {
        type(part, "is stopped: type " + part);
    }

    /** Starts a part again. Returns when it is ready. */
    void startAgain(String part) throws IOException {
        type(part, " is back\n");
    }

    private void type(String line, String answer) throws IOException {
        var before = count(answer);
        var input = process.outputWriter(UTF_8);
        input.write(line + "\n");
        input.flush();
        awaitMore(answer, before);
    }

    private void awaitOutput(String text) {
        awaitMore(text, 0);
    }

    private void awaitMore(String text, long before) {
        await().atMost(LIMIT).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("It has ended:\n" + output());
            }
            return count(text) > before;
        });
    }

    private long count(String text) {
        return Pattern.compile(Pattern.quote(text))
                .matcher(output())
                .results()
                .map(MatchResult::start)
                .count();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its processes, and those that they started. */
    List<ProcessHandle> processes() {
        return process.descendants().toList();
    }

    /** Ends it as Ctrl-C would, and returns what it ended with. */
    int end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LIMIT)) {
            throw new IllegalStateException("It did not end:\n" + output());
        }
        return process.exitValue();
    }

    /** Ends it, should it be there still. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LIMIT)) {
                processes().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

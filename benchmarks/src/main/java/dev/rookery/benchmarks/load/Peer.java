package dev.rookery.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A service under load: a process of its own, which prints its port when it is ready.
 *
 * @param name how the table calls it
 * @param pattern the pattern that it is asked, as JSON
 * @param command how it is started; it prints {@code ready <port>}, or JSON with a member {@code port}
 */
record Peer(String name, String pattern, List<String> command) {
    private static final Pattern PORT = Pattern.compile("ready (\\d+)|\"port\":(\\d+)");
    private static final double TICKS_PER_SECOND = 100;

    /** A peer that runs, until closed. */
    record Running(Process process, int port) implements AutoCloseable {
        /** User and system time so far, in seconds, from Linux's accounting. */
        double cpuSeconds() {
            try {
                var stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
                var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Running start() throws IOException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var port = PORT.matcher(line);
            if (port.find()) {
                Thread.ofVirtual().name("peer-output").start(() -> lines.lines().forEach(ignored -> {}));
                return new Running(process, Integer.parseInt(port.group(1) == null ? port.group(2) : port.group(1)));
            }
        }
        throw new IOException(name + " ended before it was ready: " + String.join(" ", command));
    }
}

package dev.rookery.benchmarks.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A process whose costs the operating system accounts for, until it is closed. It ends with its input. */
final class MeasuredProcess implements AutoCloseable {
    /** Linux's unit in {@code /proc}, whatever the kernel's own is. */
    private static final double TICKS_PER_SECOND = 100;

    private static final long LONGEST_START_SECONDS = 60;
    private static final long LONGEST_END_SECONDS = 30;
    private static final String ENDED = "";

    private final Command command;
    private final Process process;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private MeasuredProcess(Command command, Process process) {
        this.command = command;
        this.process = process;
        Thread.ofVirtual().name("output-of-" + process.pid()).start(this::read);
    }

    static MeasuredProcess start(Command command, Path logs) throws IOException {
        Files.createDirectories(logs);
        var builder = new ProcessBuilder(command.words())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        logs.resolve("processes.log").toFile()));
        builder.environment().put("NODE_ENV", "production");
        return new MeasuredProcess(command, builder.start());
    }

    private void read() {
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException closed) {
            lines.add("closed: " + closed.getMessage());
        }
        lines.add(ENDED);
    }

    /** Waits for a service to listen, and says where. */
    int awaitPort() throws IOException {
        return Integer.parseInt(await("ready", LONGEST_START_SECONDS).split(" ", -1)[0]);
    }

    /** Waits for a client to be connected. */
    void awaitReady() throws IOException {
        await("ready", LONGEST_START_SECONDS);
    }

    boolean isJava() {
        return command.words().getFirst().endsWith("/java");
    }

    /** Waits for a line that begins with a word, and gives what is behind it. Others are passed over. */
    String await(String word, long seconds) throws IOException {
        try {
            while (true) {
                var line = lines.poll(seconds, TimeUnit.SECONDS);
                if (line == null) {
                    throw new IOException(command.words() + " did not print '" + word + "' within " + seconds + " s");
                }
                if (line.equals(ENDED) || line.startsWith("failed")) {
                    throw new IOException(command.words() + " did not print '" + word + "' but: "
                            + (line.equals(ENDED) ? "its end; see benchmarks/results/processes.log" : line));
                }
                if (line.equals(word) || line.startsWith(word + " ")) {
                    return line.substring(word.length()).trim();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    void tell(String line) throws IOException {
        var input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(line + "\n");
        input.flush();
    }

    /** Has the operating system give it no more time, until it goes on. */
    void stop() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Goes on after a stop. */
    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        var code = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " of " + command.words() + " ended with " + code);
        }
    }

    /** User and system time so far. */
    double cpuSeconds() {
        var stat = read("stat");
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    double residentMegabytes() {
        return megabytes("VmRSS");
    }

    double peakMegabytes() {
        return megabytes("VmHWM");
    }

    private double megabytes(String entry) {
        var found = Pattern.compile(entry + ":\\s+(\\d+) kB").matcher(read("status"));
        if (!found.find()) {
            throw new IllegalStateException("no " + entry + " of " + command.words());
        }
        return Long.parseLong(found.group(1)) / 1024.0;
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/" + file));
        } catch (IOException gone) {
            throw new UncheckedIOException(command.words() + " has ended", gone);
        }
    }

    @Override
    public void close() {
        try {
            process.outputWriter(StandardCharsets.UTF_8).close();
            if (process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException gone) {
            // it has ended already
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}

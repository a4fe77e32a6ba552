package dev.rookery.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * A client that is measured, as a process. It prints {@code ready}, then does what each line of its input says:
 * {@code run <work> <in flight> <warm-up ms> <ms> <calls a second>}, where 0 calls a second means as many as it can. It prints {@code counting} when
 * the warm-up is over and {@code result <calls> <ns> <p50 ns> <p99 ns> <p99.9 ns>} in the end. It ends with its input.
 */
public final class ClientProcess {
    private ClientProcess() {}

    /**
     * Does what the input says, until it ends. Then the process ends, whatever threads there are.
     *
     * @param caller the client
     */
    public static void serve(Caller caller) {
        System.out.println("ready");
        try (var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = input.readLine(); line != null; line = input.readLine()) {
                System.out.println(run(caller, line.split(" ", -1)));
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        System.exit(0);
    }

    private static String run(Caller caller, String[] command) {
        try {
            var calls = new Calls(
                    caller,
                    Work.of(command[1]),
                    Duration.ofMillis(Long.parseLong(command[3])),
                    Duration.ofMillis(Long.parseLong(command[4])));
            var perSecond = Double.parseDouble(command[5]);
            var inFlight = Integer.parseInt(command[2]);
            var result = perSecond == 0 ? calls.saturating(inFlight) : calls.atRate(perSecond);
            var latency = result.latency();
            return String.format(
                    Locale.ROOT,
                    "result %d %d %d %d %d",
                    result.calls(),
                    result.nanos(),
                    latency.getValueAtPercentile(50),
                    latency.getValueAtPercentile(99),
                    latency.getValueAtPercentile(99.9));
        } catch (InterruptedException | RuntimeException error) {
            return "failed " + error;
        }
    }
}

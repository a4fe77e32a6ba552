package dev.rookery.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What the load generator sends.
 *
 * @param host where the service listens
 * @param port where the service listens
 * @param patternJson the pattern, as JSON
 * @param dataJson the payload, as JSON in ASCII
 * @param connections how many connections share the load
 * @param inFlight how many requests are on their way at one time, all connections together
 * @param warmup how long to run before anything counts
 * @param duration how long to count
 */
record LoadPlan(
        String host,
        int port,
        String patternJson,
        String dataJson,
        int connections,
        int inFlight,
        Duration warmup,
        Duration duration) {
    static final int ID_DIGITS = 10;

    /** The frame of a request whose id is zeros, to be overwritten in place. */
    byte[] frame() {
        var json =
                "{\"pattern\":" + patternJson + ",\"data\":" + dataJson + ",\"id\":\"" + "0".repeat(ID_DIGITS) + "\"}";
        return (json.length() + "#" + json).getBytes(StandardCharsets.US_ASCII);
    }
}

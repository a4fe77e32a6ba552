package dev.rookery.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What fills a broker with events, as a process. It prints {@code ready}, then puts as many events there as each line {@code put <count>} of its input
 * says, and prints {@code put} when they are there or {@code failed <why>} if they are not. It ends with its input.
 */
public final class FeederProcess {
    private FeederProcess() {}

    /** Where events come from. */
    public interface Feed {
        /**
         * Puts events onto the broker. Blocks until all are there.
         *
         * @param count how many
         * @throws Exception if the broker does not take them
         */
        void put(int count) throws Exception;
    }

    /**
     * Does what the input says, until it ends. Then the process ends, whatever threads there are.
     *
     * @param feed where events come from
     */
    public static void serve(Feed feed) {
        System.out.println("ready");
        try (var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = input.readLine(); line != null; line = input.readLine()) {
                System.out.println(put(feed, Integer.parseInt(line.substring("put ".length()))));
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        System.exit(0);
    }

    @SuppressWarnings("PMD.AvoidCatchingGenericException") // whatever goes wrong is told to who measures
    private static String put(Feed feed, int count) {
        try {
            feed.put(count);
            return "put";
        } catch (Exception error) {
            return "failed " + error;
        }
    }
}

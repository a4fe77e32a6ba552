package dev.rookery.benchmarks.run;

import static java.util.Objects.requireNonNull;

import dev.rookery.benchmarks.load.Ask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The run of a service in which the JVM learns what to put into an AOT cache.
 *
 * @param service starts the service so that it writes the cache
 * @param load what it is asked
 * @param cache where it writes the cache
 */
record Training(Command service, Load load, Path cache) {
    private static final int REQUESTS = 200;

    void run(Settings settings) throws Exception {
        Files.createDirectories(requireNonNull(cache.getParent()));
        Files.deleteIfExists(cache);
        try (var process = MeasuredProcess.start(service, settings.logs())) {
            var port = process.awaitPort();
            for (var request = 0; request < REQUESTS; request++) {
                Ask.once(port, load.request());
            }
        }
        if (!Files.exists(cache)) {
            throw new IOException("The training run wrote no " + cache.getFileName());
        }
    }
}

package dev.rookery.benchmarks.run;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What memory a service takes with many sockets on which nothing comes.
 *
 * @param contenders their clients open the sockets, and say so when all are open; their services are Java
 * @param sockets how many these are
 */
record IdleSockets(String id, String title, List<Contender> contenders, int sockets) implements Scenario {
    private static final int MOST_ROUNDS = 3;
    private static final long REST_SECONDS = 3;
    private static final long LONGEST_COLLECTION_SECONDS = 30;
    private static final double MEGABYTE = 1024 * 1024;
    private static final double KILOBYTE = 1024;

    IdleSockets {
        contenders = List.copyOf(contenders);
    }

    @Override
    public String measure(Settings settings, Map<String, Samples> samples) throws Exception {
        for (var round = 0; round < Math.min(MOST_ROUNDS, settings.rounds()); round++) {
            for (var contender : contenders) {
                try (var processes = new Processes(settings.logs())) {
                    measure(processes, contender, requireNonNull(samples.get(contender.name())));
                }
            }
        }
        return "Resident memory " + REST_SECONDS
                + " s after the last of the sockets was opened, before anybody asked for a collection.";
    }

    private void measure(Processes processes, Contender contender, Samples samples) throws Exception {
        var service = processes.start(contender.service());
        var port = service.awaitPort();
        var before = bytesInUse(service);
        processes
                .start(requireNonNull(contender.client()).with(String.valueOf(port)))
                .awaitReady();
        TimeUnit.SECONDS.sleep(REST_SECONDS);
        samples.add(Figure.STEADY_MEMORY, service.residentMegabytes());
        samples.add(Figure.PEAK_MEMORY, service.peakMegabytes());
        var after = bytesInUse(service);
        samples.add(Figure.MEMORY_IN_USE, after / MEGABYTE);
        samples.add(Figure.MEMORY_A_CONNECTION, (after - before) / KILOBYTE / sockets);
    }

    private static double bytesInUse(MeasuredProcess service) throws IOException {
        service.tell("memory");
        return Double.parseDouble(service.await("memory", LONGEST_COLLECTION_SECONDS));
    }
}

package dev.rookery.benchmarks.run;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How fast services work off the events that wait for them at a broker. In its turn a service is stopped by a signal while a feeder puts events onto
 * its broker, so that nobody else takes part in what is measured: from the moment when it goes on to its last event.
 *
 * @param contenders their services take the port of the broker as the last argument, and their clients are feeders
 * @param broker starts a broker, which prints {@code ready <port>}
 */
record Backlog(String id, String title, List<Contender> contenders, Command broker) implements Scenario {
    Backlog {
        contenders = List.copyOf(contenders);
    }

    @Override
    public String measure(Settings settings, Map<String, Samples> samples) throws Exception {
        try (var processes = new Processes(settings.logs())) {
            var consumers = new ArrayList<Consumer>();
            for (var contender : contenders) {
                var port = String.valueOf(processes.start(broker).awaitPort());
                var service = processes.start(contender.service().with(port));
                service.awaitPort();
                var feeder = processes.start(requireNonNull(contender.client()).with(port));
                feeder.awaitReady();
                var consumer = new Consumer(service, feeder, requireNonNull(samples.get(contender.name())));
                consumers.add(consumer);
                consumer.warmUp(settings);
            }
            for (var round = 0; round < settings.rounds(); round++) {
                for (var consumer : consumers) {
                    consumer.measure();
                }
            }
            return "Each handles as many events a turn as it did in "
                    + settings.turn().toMillis() / 1e3 + " s when it was warm.";
        }
    }

    /** A service and what feeds it, while they run. */
    private static final class Consumer {
        private static final int FIRST = 20_000;
        private static final int MOST = 1_000_000;
        private static final long PATIENCE_SECONDS = 90;
        private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

        private final MeasuredProcess service;
        private final MeasuredProcess feeder;
        private final Samples samples;
        private int count = FIRST;
        private long expected;

        Consumer(MeasuredProcess service, MeasuredProcess feeder, Samples samples) {
            this.service = service;
            this.feeder = feeder;
            this.samples = samples;
        }

        void warmUp(Settings settings) throws Exception {
            var busy = 0L;
            while (busy < settings.warmup().toNanos()) {
                fill();
                var nanos = workOff();
                busy += nanos;
                count = Math.clamp((long) ((double) count * settings.turn().toNanos() / nanos), FIRST, MOST);
            }
        }

        private void fill() throws IOException, InterruptedException {
            service.stop();
            feeder.tell("put " + count);
            feeder.await("put", PATIENCE_SECONDS);
        }

        /** Lets the service go on until it is through, and says how long that took. */
        private long workOff() throws IOException, InterruptedException {
            var from = System.nanoTime();
            var deadline = from + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
            expected += count;
            service.goOn();
            var handled = handled();
            while (handled < expected && System.nanoTime() < deadline) {
                Thread.sleep(BETWEEN_LOOKS);
                handled = handled();
            }
            if (handled != expected) {
                throw new IllegalStateException(expected + " events waited so far, " + handled + " were handled");
            }
            return System.nanoTime() - from;
        }

        private long handled() throws IOException {
            service.tell("handled");
            return Long.parseLong(service.await("handled", PATIENCE_SECONDS));
        }

        void measure() throws IOException, InterruptedException {
            var allocation = new Allocation(service);
            var allocated = allocation.soFar();
            fill();
            var cpu = service.cpuSeconds();
            var nanos = workOff();
            cpu = service.cpuSeconds() - cpu;
            samples.add(Figure.PER_SECOND, count * 1e9 / nanos);
            samples.add(Figure.SERVICE_CPU, cpu * 1e6 / count);
            if (allocated.isPresent()) {
                var bytes = allocation.soFar().orElseThrow() - allocated.getAsDouble();
                samples.add(Figure.ALLOCATED, bytes / count);
            }
        }
    }
}

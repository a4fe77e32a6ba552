package dev.rookery.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Runs a service and a client of every transport at once, for the time that is asked for, and ends with 1 if heap, threads or open files have grown, or a
 * message went wrong. What {@code bin/test --soak} calls.
 *
 * <p>The time is cut into legs. After each the load stands still, garbage is collected, and the process is looked at. The first two legs warm up; of the
 * others the least of the last three is held against the least of the first three.
 */
final class Soak {
    private static final int WARM_UP_LEGS = 2;
    private static final int LEGS = 10;
    private static final int COMPARED = 3;

    private final List<Load> loads;
    private final List<Footprint> footprints = new ArrayList<>();

    private Soak(List<Load> loads) {
        this.loads = loads;
    }

    /**
     * Runs.
     *
     * @param arguments the time, such as {@code 10m} or {@code 90s}, and the transports; all where none is named
     */
    static void main(String... arguments) throws Exception {
        if (arguments.length == 0 || !arguments[0].matches("[1-9][0-9]*[smh]")) {
            System.err.println("Tell for how long (expected: such as 10m or 90s), and which of " + Transports.ALL);
            System.exit(2);
        }
        var time = Duration.parse("PT" + arguments[0]);
        var named = List.of(arguments).subList(1, arguments.length);
        var problems = run(time, named.isEmpty() ? Transports.ALL : named);
        problems.forEach(problem -> System.err.println("soak: " + problem));
        System.exit(problems.isEmpty() ? 0 : 1);
    }

    private static List<String> run(Duration time, List<String> names) throws Exception {
        var loads = new ArrayList<Load>();
        try (var transports = new Transports()) {
            for (var name : names) {
                System.out.println("starting " + name);
                loads.add(Load.start(name, transports.make(name)));
            }
            try {
                return new Soak(loads).legs(time.dividedBy(WARM_UP_LEGS + LEGS));
            } finally {
                loads.forEach(Load::close);
            }
        }
    }

    private List<String> legs(Duration leg) throws Exception {
        for (var number = 1; number <= WARM_UP_LEGS + LEGS; number++) {
            run(leg);
            loads.forEach(Load::expectEvents);
            var footprint = Footprint.now();
            var counts = number <= WARM_UP_LEGS;
            System.out.println("%2d %s%s".formatted(number, footprint, counts ? " (warm-up)" : ""));
            if (!counts) {
                footprints.add(footprint);
            }
        }
        System.out.println("messages: " + loads.stream().map(Load::passed).collect(Collectors.joining(", ")));
        var problems = new ArrayList<String>();
        loads.forEach(load -> problems.addAll(load.failures()));
        problems.addAll(Footprint.least(footprints.subList(LEGS - COMPARED, LEGS))
                .growthSince(Footprint.least(footprints.subList(0, COMPARED))));
        return problems;
    }

    private void run(Duration time) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            loads.forEach(load -> running.add(threads.submit(() -> load.run(time))));
            for (var each : running) {
                each.get();
            }
        }
    }
}

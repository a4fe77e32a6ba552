package dev.rookery.benchmarks.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code bin/bench} runs: {@code Bench <repository> <node> [suite | scenario]… [--quick] [--check] [--accept]}. */
final class Bench {
    private Bench() {}

    static void main(String[] arguments) throws Exception {
        var programs = new Programs(Path.of(arguments[0]), arguments[1]);
        var options = List.of(arguments).subList(2, arguments.length);
        var quick = options.contains("--quick");
        var logs = programs.results();
        var settings = quick ? Settings.quick(logs) : Settings.full(logs);
        var suites = List.of(
                TcpSuite.of(programs),
                BrokerSuite.redis(programs),
                BrokerSuite.nats(programs),
                BrokerSuite.mqtt(programs),
                BrokerSuite.rabbitmq(programs),
                BrokerSuite.kafka(programs),
                GrpcSuite.of(programs),
                HttpSuite.of(programs),
                WsSuite.of(programs),
                ModulesSuite.of(programs));
        var wanted = options.stream().filter(option -> !option.startsWith("--")).toList();
        var results = measure(chosen(suites, wanted, quick), settings);
        var goals = suites.stream().flatMap(suite -> suite.goals().stream()).toList();
        var report = new Report(Machine.here(programs), settings, goals, results).text();
        System.out.println(report);
        Files.createDirectories(programs.results());
        Files.writeString(programs.results().resolve("latest.md"), report);
        for (var result : results.values()) {
            Files.writeString(programs.results().resolve(result.scenario().id() + ".svg"), new Plot(result).svg());
        }
        var ratios = new Ratios(programs.root().resolve("benchmarks/ratios.csv"));
        if (options.contains("--accept")) {
            ratios.accept(results.values());
        }
        if (options.contains("--check") && !ratios.check(results.values())) {
            System.exit(1);
        }
    }

    private static List<Scenario> chosen(List<Suite> suites, List<String> wanted, boolean quick) {
        var chosen = new ArrayList<Scenario>();
        var unknown = new ArrayList<>(wanted);
        for (var suite : suites) {
            unknown.remove(suite.name());
            for (var scenario : suite.scenarios()) {
                var named = wanted.contains(scenario.id());
                unknown.remove(scenario.id());
                var all = wanted.isEmpty() || wanted.contains(suite.name());
                if (named || (all && (!quick || suite.quick().contains(scenario.id())))) {
                    chosen.add(scenario);
                }
            }
        }
        if (!unknown.isEmpty() || chosen.isEmpty()) {
            throw new IllegalArgumentException("nothing is called " + unknown + " (expected: one of "
                    + suites.stream().map(Suite::name).toList() + " or of "
                    + suites.stream()
                            .flatMap(suite -> suite.scenarios().stream())
                            .map(Scenario::id)
                            .toList()
                    + ")");
        }
        return chosen;
    }

    private static Map<String, Result> measure(List<Scenario> scenarios, Settings settings) throws Exception {
        var results = new LinkedHashMap<String, Result>();
        for (var scenario : scenarios) {
            System.err.println(
                    "measuring " + scenario.id() + " (" + (results.size() + 1) + " of " + scenarios.size() + ")");
            results.put(scenario.id(), scenario.run(settings));
        }
        return results;
    }
}

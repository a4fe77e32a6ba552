package dev.rookery.benchmarks.run;

import dev.rookery.benchmarks.load.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What modules cost at the start. */
final class ModulesSuite {
    private static final String BY_HAND = "wired by hand";
    private static final String MODULAR = "modules";

    private ModulesSuite() {}

    static Suite of(Programs programs) {
        var load = new Load(Request.of("\"m9.h4\"", "1"), 1, 1);
        var start = new StartUp(
                "modules-start",
                "100 providers and 50 handlers, from the start of the process to the first reply",
                List.of(
                        Contender.underLoad(BY_HAND, programs.wired("ByHand"), load),
                        Contender.underLoad(MODULAR, programs.wired("Modular"), load)),
                List.of());
        return new Suite(
                "modules",
                List.of(new Compiled(start, programs.wiredFolder())),
                List.of(new Goal("modules-start", Figure.FIRST_REPLY, MODULAR, BY_HAND, 1.3)),
                List.of());
    }

    /** A comparison of services that are compiled first. */
    private record Compiled(StartUp start, Path folder) implements Scenario {
        @Override
        public String id() {
            return start.id();
        }

        @Override
        public String title() {
            return start.title();
        }

        @Override
        public List<Contender> contenders() {
            return start.contenders();
        }

        @Override
        public boolean isOurs(String contender) {
            return true;
        }

        @Override
        public String measure(Settings settings, Map<String, Samples> samples) throws Exception {
            WiredSources.compile(folder);
            return start.measure(settings, samples);
        }
    }
}

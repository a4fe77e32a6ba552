package dev.rookery.benchmarks.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Something that contenders are compared in. */
interface Scenario {

    /** How files, the command line and the committed ratios call it. */
    String id();

    /** How reports call it. */
    String title();

    /** Those that are compared, in the order of their turns; ratios are to the first. */
    List<Contender> contenders();

    /** Whether a contender runs our code. */
    default boolean isOurs(String contender) {
        return contenders().stream()
                .anyMatch(each -> each.name().equals(contender)
                        && each.service().words().stream().anyMatch(word -> word.contains("Rookery")));
    }

    /**
     * Measures all contenders. Blocks.
     *
     * @param settings how often and how long
     * @param samples where the figures go, by the contenders' names
     * @return what a reader should know; may be empty
     * @throws Exception if a contender fails
     */
    String measure(Settings settings, Map<String, Samples> samples) throws Exception;

    default Result run(Settings settings) throws Exception {
        var samples = new LinkedHashMap<String, Samples>();
        contenders().forEach(contender -> samples.put(contender.name(), new Samples()));
        var note = measure(settings, samples);
        return new Result(this, samples, note);
    }
}

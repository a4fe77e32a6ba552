package dev.rookery.archetype;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs the tests of a class in this JVM, and says how many succeeded and what failed. */
final class TestRun {
    private TestRun() {}

    static void main(String[] arguments) {
        var tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(arguments[0]))
                .execute()
                .testEvents();
        tests.failed().stream().forEach(System.out::println);
        System.out.println("succeeded: " + tests.succeeded().count() + ", failed: "
                + tests.failed().count());
    }
}

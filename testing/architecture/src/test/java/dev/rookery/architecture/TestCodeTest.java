package dev.rookery.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the tests of every module, and for the TCK, whose main code is tests. */
final class TestCodeTest {
    private static final String BAD_EXAMPLES = "..vacuous..";

    @ParameterizedTest
    @MethodSource
    void tests_keep_the_rules(TestRule rule, Module module) {
        rule.rule().check(module.testClasses().that(resideOutsideOfPackage(BAD_EXAMPLES)));
    }

    static Stream<Arguments> tests_keep_the_rules() {
        return Arrays.stream(TestRule.values())
                .flatMap(rule -> Module.all().stream().map(module -> Arguments.of(rule, module)));
    }

    /** Else the rules would hold of a module whose classes are not there yet. */
    @ParameterizedTest
    @MethodSource
    void tests_are_compiled_before_they_are_looked_at(Module module) {
        assertThat(module.testClasses())
                .as("test classes of %s: build it first, or all with bin/test", module)
                .isNotEmpty();
    }

    static Stream<Module> tests_are_compiled_before_they_are_looked_at() {
        return Module.all().stream()
                .filter(module -> Files.isDirectory(module.path().resolve("src/test/java")));
    }

    @ParameterizedTest
    @EnumSource
    void contracts_keep_the_rules(TestRule rule) {
        rule.rule().check(Module.TRANSPORT_TCK.mainClasses());
    }

    @ParameterizedTest
    @EnumSource
    void each_rule_finds_what_breaks_it(TestRule rule) {
        var bad = Module.ARCHITECTURE.testClasses().that(resideInAPackage(BAD_EXAMPLES));

        assertThat(rule.rule().evaluate(bad).hasViolation()).isTrue();
    }
}

package dev.rookery.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the tests of every module, and for the TCK, whose main code is tests. */
final class TestCodeTest {

    private static final ArchRule NO_SLEEP = noClasses()
            .should()
            .callMethodWhere(JavaAccess.Predicates.target(name("sleep"))
                    .and(targetOwner(JavaClass.Predicates.assignableTo(Thread.class)
                            .or(JavaClass.Predicates.assignableTo(TimeUnit.class)))))
            .because("a test waits for a condition, with a deadline: Awaitility, a latch, StepVerifier")
            .allowEmptyShould(true);

    @ParameterizedTest
    @MethodSource("dev.rookery.architecture.Module#all")
    void no_test_sleeps(Module module) {
        NO_SLEEP.check(module.testClasses());
    }

    @Test
    void no_contract_sleeps() {
        JavaClasses contracts = Module.TRANSPORT_TCK.mainClasses();
        NO_SLEEP.check(contracts);
    }
}

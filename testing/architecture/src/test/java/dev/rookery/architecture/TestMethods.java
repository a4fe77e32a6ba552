package dev.rookery.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/** What {@link TestCodeTest} asks of methods: which are tests, and what each of them comes to. */
final class TestMethods {

    static final DescribedPredicate<JavaMethod> ARE_TESTS =
            DescribedPredicate.describe("are tests", TestMethods::isTest);

    static final DescribedPredicate<JavaMethod> READ_AS_TESTS =
            DescribedPredicate.describe("read as tests", TestMethods::readsAsTest);

    static final ArchCondition<JavaMethod> REACH_AN_ASSERTION =
            condition("reach an assertion", "asserts nothing", TestMethods::reachesAssertion);

    static final ArchCondition<JavaCodeUnit> SPEAK_OF_ALL_WHERE_THERE_ARE_ANY = condition(
            "speak of all where there are any",
            "says something of all, and not that there are any",
            unit -> !calls(unit, "org.assertj.", "allSatisfy|allMatch")
                    || calls(unit, "org.assertj.", "hasSize.*|isNotEmpty|contains.*|singleElement")
                    || calls(unit, "java.util.stream.Stream", "of"));

    static final ArchCondition<JavaCodeUnit> WAIT_UNTIL_SOMETHING = condition(
            "wait until something",
            "begins to wait, and does not",
            unit -> !calls(unit, "org.awaitility.Awaitility", "await|with|given")
                    || calls(unit, "org.awaitility.core.ConditionFactory", "until.*"));

    static final ArchCondition<JavaCodeUnit> VERIFY_WHAT_THEY_EXPECT = condition(
            "verify what they expect",
            "expects steps that nothing verifies",
            unit -> !calls(unit, "reactor.test.StepVerifier", "create|withVirtualTime")
                    || calls(unit, "reactor.test.StepVerifier", "verify.*"));

    static final ArchCondition<JavaMethod> BE_RUN = condition(
            "be run",
            "is in a class that neither Surefire nor Failsafe runs",
            method -> method.getOwner().getModifiers().contains(JavaModifier.ABSTRACT)
                    || outermost(method.getOwner()).getSimpleName().matches(".*(Test|IT)"));

    static final ArchCondition<JavaMethod> BE_CALLED = condition(
            "be called",
            "has neither @Test nor a caller",
            method -> !method.getCallsOfSelf().isEmpty());

    private TestMethods() {}

    private static boolean isTest(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType().getName())
                .anyMatch(name -> name.matches("org\\.junit\\.jupiter\\..*Test"));
    }

    private static boolean readsAsTest(JavaMethod method) {
        return method.getName().contains("_")
                && method.getRawReturnType().isEquivalentTo(void.class)
                && method.getAnnotations().isEmpty()
                && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !method.getModifiers().contains(JavaModifier.STATIC);
    }

    /** Whether a test asserts something, or a method of ours that it calls. */
    private static boolean reachesAssertion(JavaMethod test) {
        var open = new ArrayDeque<JavaCodeUnit>(List.of(test));
        var seen = new HashSet<JavaCodeUnit>(open);
        while (!open.isEmpty()) {
            var unit = open.remove();
            if (asserts(unit)) {
                return true;
            }
            unit.getCallsFromSelf().stream()
                    .flatMap(call -> call.getTarget().resolveMember().stream())
                    .filter(called -> called.getOwner().getPackageName().startsWith("dev.rookery"))
                    .filter(seen::add)
                    .forEach(open::add);
        }
        return false;
    }

    private static boolean asserts(JavaCodeUnit unit) {
        return calls(unit, "org.assertj.", "assert.*|fail.*")
                || calls(unit, "org.awaitility.", "until.*")
                || calls(unit, "com.microsoft.playwright.assertions.", "assert.*|has.*|is.*|contains.*")
                || calls(unit, "reactor.test.", "verify.*|assert.*")
                || calls(unit, "org.junit.platform.testkit.", "assert.*")
                || calls(unit, "com.tngtech.archunit.", "check")
                || calls(unit, "dev.rookery.tck.", "isOver|servesAgain|holds|keepsHolding");
    }

    private static boolean calls(JavaCodeUnit unit, String owner, String names) {
        return unit.getCallsFromSelf().stream()
                .map(call -> call.getTarget())
                .anyMatch(target -> target.getOwner().getName().startsWith(owner)
                        && target.getName().matches(names));
    }

    private static JavaClass outermost(JavaClass inner) {
        return inner.getEnclosingClass().map(TestMethods::outermost).orElse(inner);
    }

    private static <T extends JavaCodeUnit> ArchCondition<T> condition(
            String description, String otherwise, Predicate<T> holds) {
        return new ArchCondition<>(description) {
            @Override
            public void check(T unit, ConditionEvents events) {
                var said = unit.getFullName() + " " + otherwise + " " + unit.getSourceCodeLocation();
                events.add(new SimpleConditionEvent(unit, holds.test(unit), said));
            }
        };
    }
}

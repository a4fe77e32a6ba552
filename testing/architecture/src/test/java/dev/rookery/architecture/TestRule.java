package dev.rookery.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;

/** What tests must keep to, so that each fails when what it tests is gone. */
@SuppressWarnings("ImmutableEnumChecker") // a rule does not change, though its type does not say so
enum TestRule {
    NO_SLEEP(noClasses()
            .should()
            .callMethodWhere(target(HasName.Predicates.name("sleep"))
                    .and(targetOwner(assignableTo(Thread.class).or(assignableTo(TimeUnit.class)))))
            .because("a test waits for a condition, with a deadline: Awaitility, a latch, StepVerifier")),
    ASSERTIONS(methods()
            .that(TestMethods.ARE_TESTS)
            .should(TestMethods.REACH_AN_ASSERTION)
            .because("a test that asserts nothing passes whatever comes out")),
    ALL_OF_SOME(codeUnits()
            .should(TestMethods.SPEAK_OF_ALL_WHERE_THERE_ARE_ANY)
            .because("of none, all is true: hasSize, isNotEmpty or contains goes with allSatisfy and allMatch")),
    FINISHED_WAITS(
            codeUnits().should(TestMethods.WAIT_UNTIL_SOMETHING).because("await() without until waits for nothing")),
    VERIFIED_STEPS(codeUnits()
            .should(TestMethods.VERIFY_WHAT_THEY_EXPECT)
            .because("a StepVerifier does not subscribe before verify")),
    NONE_LEFT_OUT(noClasses()
            .that()
            .haveNameNotMatching(Names.MAY_LEAVE_OUT)
            .should()
            .dependOnClassesThat()
            .haveNameMatching(Names.LEAVE_OUT)
            .because("a test that is left out holds nothing, and nobody sees it")),
    RUN(methods()
            .that(TestMethods.ARE_TESTS)
            .should(TestMethods.BE_RUN)
            .because("Surefire runs *Test and Failsafe *IT, and neither anything else")),
    ANNOTATED(methods()
            .that(TestMethods.READ_AS_TESTS)
            .should(TestMethods.BE_CALLED)
            .because("a sentence without @Test is never run"));

    private final ArchRule rule;

    TestRule(ArchRule rule) {
        this.rule = rule.allowEmptyShould(true);
    }

    ArchRule rule() {
        return rule;
    }

    /** Which classes may leave a test out, and by what they would. */
    private static final class Names {
        /** Where a transport cannot do what is tested, the broker is a stranger's, it lacks a plugin, or the peer is too old. */
        static final String MAY_LEAVE_OUT =
                "dev\\.rookery\\.(tck\\.ContractExtension|brokers\\.ForeignBroker|mqtt\\.MqttFaultsIT|interop\\.KafkaInteropIT)";

        static final String LEAVE_OUT =
                "org\\.junit\\.jupiter\\.api\\.(Assumptions|Disabled|condition\\..*)|org\\.assertj\\..*Assumptions";
    }
}

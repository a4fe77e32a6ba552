package dev.rookery.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.ANONYMOUS_CLASSES;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds inside every published module. */
@ParameterizedClass
@MethodSource("dev.rookery.architecture.Module#allPublished")
record PublishedCodeTest(Module module) {

    @Test
    void it_has_classes() {
        assertThat(module.mainClasses()).isNotEmpty();
    }

    @Test
    void its_packages_say_that_nothing_is_null_unless_told() {
        assertThat(module.mainClasses().stream().map(JavaClass::getPackage))
                .isNotEmpty()
                .allMatch(PublishedCodeTest::isNullMarked, "is @NullMarked, so that NullAway checks it");
    }

    @Test
    void no_public_signature_names_an_internal_type() {
        classes()
                .that(PublicApi.IS_PUBLIC_API)
                .should(PublicApi.NAME_NO_INTERNAL_TYPE)
                .allowEmptyShould(true)
                .check(module.mainClasses());
    }

    @Test
    void names_say_what_a_class_does() {
        noClasses()
                .that(are(ANONYMOUS_CLASSES).negate())
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager)")
                .orShould()
                .haveSimpleNameStartingWith("Base")
                .check(module.mainClasses());
    }

    @Test
    void nothing_is_printed() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(module.mainClasses());
    }

    @Test
    void nothing_is_logged_past_slf4j() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(module.mainClasses());
    }

    @Test
    void no_static_field_can_be_assigned() {
        fields().that()
                .areStatic()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .allowEmptyShould(true)
                .check(module.mainClasses());
    }

    private static boolean isNullMarked(JavaPackage ofModule) {
        return ofModule.isAnnotatedWith(NullMarked.class);
    }
}

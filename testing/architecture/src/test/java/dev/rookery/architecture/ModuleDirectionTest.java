package dev.rookery.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dependencies point one way: {@code web → app → core ← transports/*}; validation and the TCK know core only. */
final class ModuleDirectionTest {

    private static final String[] LIBRARIES_OF_CORE = {
        "java..",
        "javax.crypto..",
        "javax.net.ssl..",
        "reactor..",
        "org.reactivestreams..",
        "tools.jackson..",
        "com.fasterxml.jackson.annotation..",
        "org.slf4j..",
        "org.jspecify..",
        "io.micrometer..",
    };

    @Test
    void core_knows_its_few_libraries_and_no_other_module() {
        check(Module.CORE, ours(Module.CORE).or(resideInAnyPackage(LIBRARIES_OF_CORE)));
    }

    @Test
    void app_knows_core_and_no_transport() {
        check(
                Module.APP,
                ours(Module.APP, Module.CORE)
                        .or(resideInAnyPackage(LIBRARIES_OF_CORE))
                        .or(resideInAnyPackage("jakarta.inject..", "jakarta.annotation..")));
    }

    @Test
    void config_knows_app_and_no_transport() {
        check(Module.CONFIG, ours(Module.CONFIG, Module.APP, Module.CORE).or(resideOutsideOfPackage("dev.rookery..")));
    }

    @Test
    void no_public_signature_of_config_names_its_library() {
        noClasses()
                .that()
                .arePublic()
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.smallrye..", "org.eclipse.microprofile.."))
                .check(Module.CONFIG.mainClasses());
    }

    @Test
    void validation_knows_core_and_jakarta_validation() {
        check(
                Module.VALIDATION,
                ours(Module.VALIDATION, Module.CORE)
                        .or(resideInAnyPackage(LIBRARIES_OF_CORE))
                        .or(resideInAnyPackage("jakarta.validation..", "org.hibernate.validator..")));
    }

    @Test
    void web_knows_app_and_jetty_and_no_transport() {
        check(
                Module.WEB,
                ours(Module.WEB, Module.APP, Module.CORE)
                        .or(resideInAnyPackage(LIBRARIES_OF_CORE))
                        .or(resideInAnyPackage("org.eclipse.jetty..")));
    }

    @Test
    void the_tck_knows_core_only() {
        check(
                Module.TRANSPORT_TCK,
                ours(Module.TRANSPORT_TCK, Module.CORE)
                        .or(resideInAnyPackage(LIBRARIES_OF_CORE))
                        .or(resideInAnyPackage(
                                "org.junit..", "org.assertj..", "org.awaitility..", "org.opentest4j..")));
    }

    @Test
    void what_users_test_with_knows_app_and_junit() {
        check(
                Module.TEST,
                ours(Module.TEST, Module.APP, Module.CORE)
                        .or(resideInAnyPackage(LIBRARIES_OF_CORE))
                        .or(resideInAnyPackage("jakarta.inject..", "org.junit..")));
    }

    @ParameterizedTest
    @MethodSource("dev.rookery.architecture.Module#transports")
    void a_transport_knows_core_and_its_driver(Module transport) {
        check(transport, ours(transport, Module.CORE).or(resideOutsideOfPackage("dev.rookery..")));
    }

    @Test
    void there_are_transports() {
        assertThat(Module.transports()).isNotEmpty();
    }

    @Test
    void no_package_is_split_between_modules() {
        Map<String, Module> owners = new HashMap<>();
        var split = new ArrayList<String>();
        for (var module : Module.all()) {
            for (var name : module.packages()) {
                var other = owners.put(name, module);
                if (other != null) {
                    split.add(name + " is in " + other + " and in " + module);
                }
            }
        }
        assertThat(split).isEmpty();
    }

    @Test
    void the_bom_lists_what_is_published() {
        assertThat(Modules.artifactsInBom())
                .containsExactlyInAnyOrderElementsOf(
                        Module.allPublished().stream().map(Module::artifact).toList());
    }

    private static void check(Module module, DescribedPredicate<JavaClass> mayBeKnown) {
        classes()
                .should()
                .onlyDependOnClassesThat(mayBeKnown)
                .as("classes of " + module + " should depend on what it may know, and on nothing else")
                .check(module.mainClasses());
    }

    private static DescribedPredicate<JavaClass> ours(Module... modules) {
        var packages = Arrays.stream(modules)
                .flatMap(module -> module.packages().stream())
                .toArray(String[]::new);
        return resideInAnyPackage(packages);
    }
}

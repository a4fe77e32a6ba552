package dev.rookery.architecture;

import java.util.List;
import java.util.Set;

/**
 * What comes with a module's artifact: what stands in the POM that is published, which the build writes beside the classes. It names what comes through
 * others too, leaves out what is optional, and is read in place of what Maven resolves in this build, where dependencies of tests and what is installed already have a say.
 */
final class RunTimeDependencies {
    private static final Set<String> SCOPES = Set.of("compile", "runtime");

    private RunTimeDependencies() {}

    /** One line for each, such as {@code rookery-core: org.slf4j:slf4j-api}, sorted. */
    static List<String> of(Module module) {
        var direct = Modules.dependenciesIn(module.path());
        return Modules.dependenciesOf(module.path().resolve("target/.flattened-pom.xml")).stream()
                .filter(dependency -> SCOPES.contains(dependency.scope()))
                .map(dependency -> module.artifact() + ": " + dependency.name()
                        + (direct.contains(dependency.name()) ? "" : ", through another"))
                .distinct() // native libraries come once for each platform
                .sorted()
                .toList();
    }
}

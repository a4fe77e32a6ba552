package dev.rookery.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One module of the build, as its folder and its pom describe it; published as a library, or not. */
record Module(String folder, Path path, String artifact, boolean published) {

    static final Module CORE = named("rookery-core");
    static final Module APP = named("rookery-app");
    static final Module CONFIG = named("rookery-config");
    static final Module VALIDATION = named("rookery-validation");
    static final Module WEB = named("rookery-web");
    static final Module TRANSPORT_TCK = named("rookery-transport-tck");
    static final Module TEST = named("rookery-test");
    static final Module ARCHITECTURE = named("rookery-architecture");

    /** All modules that the build has, read from the poms, so that a new one is held by the rules without being named here. */
    static List<Module> all() {
        return Modules.all();
    }

    /** The folder of the repository. To be asked for here, since the constants above have to be there before those of {@link Modules}. */
    static Path root() {
        return Modules.ROOT;
    }

    static List<Module> allPublished() {
        return all().stream().filter(Module::published).toList();
    }

    static List<Module> transports() {
        return all().stream().filter(Module::isTransport).toList();
    }

    private static Module named(String artifact) {
        return all().stream()
                .filter(module -> module.artifact.equals(artifact))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no module builds " + artifact));
    }

    boolean isTransport() {
        return folder.startsWith("transports/");
    }

    JavaClasses mainClasses() {
        return Modules.classesIn(path.resolve("target/classes"));
    }

    JavaClasses testClasses() {
        return Modules.classesIn(path.resolve("target/test-classes"));
    }

    /** The packages of the main code. */
    Set<String> packages() {
        return mainClasses().stream().map(JavaClass::getPackageName).collect(Collectors.toUnmodifiableSet());
    }

    /** The types that users can see, in the order of their names. */
    List<ApiType> api() {
        return Modules.api().typesIn(packages());
    }

    /** What the Javadoc of the main code says first of each type and package. */
    FirstSentences firstSentences() {
        return FirstSentences.in(path.resolve("src/main/java"));
    }

    @Override
    public String toString() {
        return artifact;
    }
}

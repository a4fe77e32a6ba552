package dev.rookery.archetype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.rookery.config.ConfigModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The projects that the build has generated from the archetype, one for each transport. */
final class GeneratedProjectsIT {
    private static final List<String> TRANSPORTS = List.of("tcp", "redis", "nats", "mqtt", "rabbitmq", "kafka", "grpc");
    private static final Path ARCHETYPE = Path.of("src/main/resources/META-INF");
    /** Of the template language, or of the build's own filter. */
    private static final Pattern LEFT_OVER = Pattern.compile(
            "(?m)^#(if|else|end|set)|@[a-z.]+@|\\$\\{(package|transport|artifactId|groupId|version|over)}");

    @ParameterizedTest
    @FieldSource("TRANSPORTS")
    void it_compiles_without_a_warning(String transport) throws IOException {
        assertThat(GeneratedProject.of(transport).compile()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "grpc"}) // those of the brokers have the test of tcp
    void its_test_passes(String transport) throws Exception {
        var project = GeneratedProject.of(transport);

        assertThat(project.compile()).isEmpty();
        assertThat(project.test()).contains("succeeded: 1, failed: 0").doesNotContain("WARN");
    }

    @ParameterizedTest
    @FieldSource("TRANSPORTS")
    void its_settings_are_what_the_transport_knows(String transport) {
        var settings = GeneratedProject.of(transport).folder().resolve("src/main/resources/application.yaml");

        assertThatCode(() -> ConfigModule.builder()
                        .file(settings)
                        .clients("GREETER")
                        .refuseUnknownKeys()
                        .build())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @FieldSource("TRANSPORTS")
    void it_has_what_a_service_needs_and_nothing_of_the_template(String transport) throws IOException {
        var project = GeneratedProject.of(transport);

        assertThat(project.files())
                .extracting(file -> project.folder().relativize(file).toString())
                .contains(".gitignore", "Dockerfile", "README.md", "pom.xml", "src/main/resources/application.yaml")
                .doesNotContain("gitignore");
        assertThat(project.files())
                .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(LEFT_OVER));
        assertThat(Files.exists(project.folder().resolve("proto"))).isEqualTo(transport.equals("grpc"));
        assertThat(project.text("pom.xml")).contains("<artifactId>rookery-" + transport + "</artifactId>");
        assertThat(project.text("src/main/resources/application.yaml")).contains("  transport: " + transport + "\n");
    }

    @Test
    void who_is_asked_and_who_is_checked_hears_of_the_same_transports() throws IOException {
        assertThat(Files.readString(ARCHETYPE.resolve("maven/archetype-metadata.xml")))
                .contains("<validationRegex>" + String.join("|", TRANSPORTS) + "</validationRegex>");
        assertThat(Files.readString(ARCHETYPE.resolve("archetype-post-generate.groovy")))
                .contains("['" + String.join("', '", TRANSPORTS) + "']");
    }
}

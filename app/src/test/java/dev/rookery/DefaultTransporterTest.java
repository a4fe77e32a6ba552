package dev.rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.StartException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.ClientsModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.transport.DefaultTransporter;
import dev.rookery.transport.Transporter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens where no transporter is given. */
final class DefaultTransporterTest {
    private static final InMemoryTransporter WORLD = new InMemoryTransporter();

    @TempDir
    Path artifact;

    private ClassLoader before = ClassLoader.getSystemClassLoader();

    /** As an artifact registers it. */
    public static final class OfMemory implements DefaultTransporter {
        @Override
        public Transporter create() {
            return WORLD;
        }
    }

    /** A second one. */
    public static final class OfMemoryToo implements DefaultTransporter {
        @Override
        public Transporter create() {
            return WORLD;
        }
    }

    @BeforeEach
    void remember() {
        before = Thread.currentThread().getContextClassLoader();
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private URLClassLoader artifactWith(Class<?>... offers) throws Exception {
        var services = Files.createDirectories(artifact.resolve("META-INF/services"));
        Files.write(
                services.resolve(DefaultTransporter.class.getName()),
                java.util.Arrays.stream(offers).map(Class::getName).toList());
        var loader = new URLClassLoader(new URL[] {artifact.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(loader);
        return loader;
    }

    @Test
    void services_and_clients_meet_on_what_the_class_path_offers() throws Exception {
        try (var loader = artifactWith(OfMemory.class);
                var service = Rookery.createMicroservice(MathModule.class).listen();
                var gateway = Rookery.create(DynamicModule.builder("Gateway")
                        .imports(ClientsModule.register("MATH"))
                        .build());
                var client = ClientProxyFactory.create()) {
            assertThat(loader).isNotNull();
            assertThat(service).isNotNull();
            for (var each : List.of(client, gateway.get("MATH", dev.rookery.client.ClientProxy.class))) {
                assertThat(each.request("{cmd: 'sum'}", List.of(1, 2), Integer.class)
                                .block(Duration.ofSeconds(10)))
                        .isEqualTo(3);
            }
        }
    }

    @Test
    void none_and_two_are_errors_that_name_the_cure() throws Exception {
        assertThat(catchThrowable(() -> Rookery.createMicroservice(MathModule.class)))
                .isInstanceOf(StartException.class)
                .hasMessage("No transporter was given, and no artifact on the class path has a default one:"
                        + " add dev.rookery:rookery-tcp, or give a transporter");
        try (var loader = artifactWith(OfMemory.class, OfMemoryToo.class)) {
            assertThat(loader).isNotNull();
            assertThat(catchThrowable(() -> Rookery.createMicroservice(MathModule.class)))
                    .isInstanceOf(StartException.class)
                    .hasMessage("No transporter was given, and dev.rookery.DefaultTransporterTest$OfMemory and"
                            + " dev.rookery.DefaultTransporterTest$OfMemoryToo each have a default one: give the transporter that is"
                            + " meant");
        }
    }
}

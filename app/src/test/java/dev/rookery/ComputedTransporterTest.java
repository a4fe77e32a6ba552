package dev.rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.error.StartException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.ApplicationOptions;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Module;
import dev.rookery.module.ProviderDefinition;
import dev.rookery.module.Token;
import dev.rookery.module.WiringException;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.Transporter;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A transporter that is computed from what the modules provide. */
final class ComputedTransporterTest {

    record Settings(InMemoryTransporter world, AtomicBoolean closed) {}

    @Controller
    static final class EchoController {
        @MessagePattern("echo")
        String echo(String text) {
            return text;
        }
    }

    static final class Resource {
        private final Settings settings;

        Resource(Settings settings) {
            this.settings = settings;
        }

        @PreDestroy
        void close() {
            settings.closed().set(true);
        }
    }

    @Module(controllers = EchoController.class)
    static final class EchoModule {}

    private final Settings settings = new Settings(new InMemoryTransporter(), new AtomicBoolean());
    private final DynamicModule module = DynamicModule.builder(EchoModule.class)
            .providers(
                    ProviderDefinition.ofValue(Token.of(Settings.class), settings),
                    ProviderDefinition.ofValue(Token.named("MAIN", Settings.class), settings))
            .providers(Resource.class)
            .build();

    private void answers(Microservice service) {
        try (service;
                var client = ClientProxyFactory.create(settings.world())) {
            service.listen();
            assertThat(client.request("echo", "hi", String.class).block()).isEqualTo("hi");
        }
    }

    @Test
    void the_function_gets_what_a_module_provides() {
        answers(Rookery.createMicroservice(module, Settings.class, Settings::world));
    }

    @Test
    void a_token_and_options_may_be_given() {
        answers(Rookery.createMicroservice(
                module,
                Token.named("MAIN", Settings.class),
                Settings::world,
                ServerOptions.defaults(),
                ApplicationOptions.defaults()));
    }

    private Throwable failure(Function<Settings, Transporter> function) {
        return catchThrowable(() -> Rookery.createMicroservice(module, Settings.class, function));
    }

    @Test
    void a_function_that_fails_is_told_with_its_exception_and_all_is_closed() {
        var cause = new InvalidOptionException("port", 70_000, "from 0 to 65535");

        assertThat(failure(any -> {
                    throw cause;
                }))
                .isInstanceOf(StartException.class)
                .hasMessage("The transporter of EchoModule could not be made of Settings:"
                        + " port: 70000 (expected: from 0 to 65535)")
                .hasCause(cause);
        assertThat(settings.closed()).isTrue();
    }

    @Test
    @SuppressWarnings("NullAway") // as code without null checks does
    void a_function_that_gives_nothing_is_told() {
        assertThat(failure(any -> null))
                .isInstanceOf(StartException.class)
                .hasMessage("The transporter of EchoModule could not be made of Settings: the function returned null:"
                        + " return a transporter");
    }

    @Test
    void a_parameter_that_nobody_provides_is_told() {
        assertThat(catchThrowable(() -> Rookery.createMicroservice(EchoModule.class, Settings.class, Settings::world)))
                .isInstanceOf(WiringException.class)
                .hasMessage("No module of EchoModule has Settings among its providers and controllers: add it to one");
    }
}

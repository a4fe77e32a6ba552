package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import jakarta.inject.Provider;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How many instances there are, and for how long. */
final class ScopesTest extends CountedProviders {
    record Left(Counter counter) {}

    record Right(Counter counter, Counter other, Provider<Counter> later) {}

    @Module(providers = {Left.class, Right.class, Counter.class})
    static final class CounterModule {}

    @Test
    void a_transient_provider_is_made_for_each_place() {
        var container = Containers.of(CounterModule.class);
        var left = container.get(Token.of(Left.class));
        var right = container.get(Token.of(Right.class));

        assertThat(List.of(
                        left.counter(),
                        right.counter(),
                        right.other(),
                        right.later().get(),
                        right.later().get()))
                .extracting(counter -> counter.number)
                .doesNotHaveDuplicates();
        assertThat(container.resolve(Token.of(Counter.class)).number).isEqualTo(6);
    }

    record Stamp(String text) {}

    @Controller
    @Injectable(scope = Scope.REQUEST)
    static final class StampController {
        final int number = MADE.incrementAndGet();
        private final Stamp stamp;
        private final Label label;

        StampController(Stamp stamp, Label label) {
            this.stamp = stamp;
            this.label = label;
        }

        @MessagePattern("stamp")
        String stamp() {
            return number + " " + stamp.text() + " " + label.text();
        }
    }

    record Label(String text) {}

    @Module(controllers = StampController.class)
    static final class StampModule {
        @Provides(scope = Scope.REQUEST)
        Stamp stamp(RequestContext request) {
            return new Stamp("stamp of " + request.data(String.class));
        }

        @Imports
        static DynamicModule labels() {
            var number = new AtomicInteger();
            return DynamicModule.builder("Labels")
                    .providers(ProviderDefinition.ofFactory(
                                    Token.of(Label.class), () -> new Label("label " + number.incrementAndGet()))
                            .in(Scope.REQUEST))
                    .exports(Label.class)
                    .build();
        }
    }

    @Test
    void methods_definitions_and_controllers_have_scopes() {
        try (var service = serve(StampModule.class)) {
            assertThat(ask("stamp", "a")).isEqualTo("1 stamp of a label 1");
            assertThat(ask("stamp", "b")).isEqualTo("2 stamp of b label 2");
            assertThat(service).isNotNull();
        }
    }
}

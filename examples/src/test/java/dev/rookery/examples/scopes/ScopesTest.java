package dev.rookery.examples.scopes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.Rookery;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.memory.InMemoryTransporter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The scopes of the docs. */
final class ScopesTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void each_lives_as_long_as_it_says() {
        var world = new InMemoryTransporter();
        var ofAda = ClientOptions.builder()
                .dispatchHook(message -> message.header("tenant", "Ada"))
                .build();
        try (var service = Rookery.createMicroservice(ScopesModule.class, world).listen();
                var client = ClientProxyFactory.create(world, ofAda);
                var nobody = ClientProxyFactory.create(world)) {
            for (var pattern : List.of("checkout", "price")) {
                assertThat(client.request(pattern, Map.of("user", "Ada"), String.class)
                                .block(LIMIT))
                        .isEqualTo("Ada by " + pattern + " via memory");
            }
            assertThat(Stream.of("x", "x")
                            .map(what ->
                                    client.request("count", what, String.class).block(LIMIT)))
                    .containsExactly("Ada 1", "Ada 2");
            assertThat(catchThrowable(
                            () -> nobody.request("count", "x", String.class).block(LIMIT)))
                    .hasMessageContaining("Say whose message this is");
            assertThat(service.get(Reports.class).print()).isEqualTo("page 2");
        }
    }
}

package dev.rookery.handler.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.codec.TypeRef;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.server.MicroserviceServer;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Annotations that stand for {@code @Payload} and {@code @Controller}. */
final class ComposedPayloadTest {
    @Payload
    @Retention(RetentionPolicy.RUNTIME)
    @interface Part {
        String value() default "";
    }

    @Controller
    @Retention(RetentionPolicy.RUNTIME)
    @interface Entrance {}

    @Entrance
    static final class Silent {}

    @Controller
    static final class Parts {
        @MessagePattern("part")
        String part(@Part("name") String name) {
            return name;
        }

        @MessagePattern("whole")
        Map<String, String> whole(@Part Map<String, String> all) {
            return all;
        }
    }

    @Test
    void its_own_value_names_the_member() {
        var memory = new InMemoryTransporter();
        try (var _ = MicroserviceServer.builder()
                        .controller(new Parts())
                        .controller(new Silent())
                        .transporter(memory)
                        .start();
                var client = ClientProxyFactory.create(memory)) {
            var data = Map.of("name", "tom");
            assertThat(client.request("part", data, String.class).block(Duration.ofSeconds(10)))
                    .isEqualTo("tom");
            assertThat(client.request("whole", data, new TypeRef<Map<String, String>>() {})
                            .block(Duration.ofSeconds(10)))
                    .isEqualTo(data);
        }
    }
}

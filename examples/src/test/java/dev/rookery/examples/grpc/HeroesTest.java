package dev.rookery.examples.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RemoteException;
import dev.rookery.grpc.GrpcTransporter;
import dev.rookery.server.MicroserviceServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

final class HeroesTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static GrpcTransporter transporter(int port) {
        return GrpcTransporter.builder()
                .protoPaths(Path.of("src/main/proto/heroes.proto"))
                .packages("hero.v1")
                .port(port)
                .build();
    }

    @Test
    void a_proto_file_is_all_that_service_and_client_need() {
        try (var server = MicroserviceServer.builder()
                        .controller(new HeroesService())
                        .transporter(transporter(0))
                        .start();
                var client = ClientProxyFactory.create(
                        transporter(((InetSocketAddress) server.addresses().getFirst()).getPort()))) {
            var caller = new HeroesCaller(client);
            var heroes = client.as(HeroesApi.class);

            assertThat(heroes.findOne(new HeroById(1)).block(LIMIT))
                    .isEqualTo(new Hero(1, "Ladybug", Optional.of("Marinette")));
            assertThat(caller.some().map(Hero::id).collectList().block(LIMIT)).containsExactly(1, 2);
            assertThat(heroes.all(new Page(1)).count().block(LIMIT)).isEqualTo(1);
            assertThat(caller.byName().block(LIMIT))
                    .isEqualTo(Map.of("id", 1, "name", "Ladybug", "realName", "Marinette"));
            assertThat(caller.withMetadata().block(LIMIT)).isNotNull();
            assertThat(caller.channel()).isNotNull();
            assertThatThrownBy(() -> heroes.findOne(new HeroById(3)).block(LIMIT))
                    .hasMessageContaining("no hero 3");
        }
    }

    @Test
    void a_caller_hears_of_metadata_and_details_and_needs_no_annotations() throws Exception {
        try (var server = MicroserviceServer.builder()
                        .controller(new HeroesService())
                        .transporter(transporter(0))
                        .start();
                var client = ClientProxyFactory.create(
                        transporter(((InetSocketAddress) server.addresses().getFirst()).getPort()))) {
            var caller = new HeroesCaller(client);
            var total = new AtomicReference<>("");

            assertThat(caller.withReplyMetadata(total::set).count().block(LIMIT))
                    .isEqualTo(2);
            assertThat(total).hasValue("2");
            assertThat(caller.plain().findOne(new HeroById(2)).map(Hero::name).block(LIMIT))
                    .isEqualTo("Cat Noir");
            assertThat(caller.plain()
                            .summon(Flux.just(new HeroById(2), new HeroById(1)))
                            .map(Hero::id)
                            .collectList()
                            .block(LIMIT))
                    .containsExactly(2, 1);
            var error = catchThrowableOfType(
                    RemoteException.class,
                    () -> caller.plain().findOne(new HeroById(3)).block(LIMIT));
            assertThat(HeroErrors.reason(error)).isEqualTo("NO_HERO");
        }
    }
}

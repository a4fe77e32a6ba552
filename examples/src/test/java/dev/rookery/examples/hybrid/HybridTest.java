package dev.rookery.examples.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.Listener;
import dev.rookery.Rookery;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RemoteException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.web.HttpDoor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages and requests reach one handler, and one guard unless a listener has its own. */
final class HybridTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final InMemoryTransporter transporter = new InMemoryTransporter();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void a_handler_is_called_by_message_and_over_http() throws Exception {
        var known = ClientOptions.builder()
                .dispatchHook(message -> message.header("key", "secret"))
                .build();
        try (var app = Rookery.create(HybridModule.class);
                var client = ClientProxyFactory.create(transporter, known);
                var stranger = ClientProxyFactory.create(transporter)) {
            app.useGlobalGuards(new KeyGuard("secret"));
            app.connectMicroservice(transporter);
            var door = app.connectDoor(local());
            var ownDoor = app.connectDoor(local()).withoutApplicationPipeline().useGlobalGuards(new KeyGuard("master"));
            app.startAllMicroservices();

            assertThat(post(door, "secret").statusCode()).isEqualTo(201);
            assertThat(post(door, "master").statusCode()).isEqualTo(403);
            assertThat(post(ownDoor, "secret").statusCode()).isEqualTo(403);
            assertThat(post(ownDoor, "master").statusCode()).isEqualTo(201);
            assertThat(client.request("cats.all", CatsController.Cat[].class).block(LIMIT))
                    .hasSize(1);
            assertThatThrownBy(() -> stranger.request("cats.all", CatsController.Cat[].class)
                            .block(LIMIT))
                    .isInstanceOf(RemoteException.class);
        }
    }

    private static HttpDoor local() {
        return HttpDoor.builder().host("localhost").port(0).build();
    }

    private HttpResponse<String> post(Listener door, String key) throws Exception {
        var port = ((InetSocketAddress) door.addresses().getFirst()).getPort();
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/cats"))
                        .header("Content-Type", "application/json")
                        .header("key", key)
                        .POST(BodyPublishers.ofString("{\"name\":\"Tom\",\"age\":3}"))
                        .build(),
                BodyHandlers.ofString());
    }
}

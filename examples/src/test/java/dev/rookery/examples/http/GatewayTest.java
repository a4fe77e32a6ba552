package dev.rookery.examples.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.Application;
import dev.rookery.Rookery;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.ClientsModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Imports;
import dev.rookery.module.Module;
import dev.rookery.web.HttpDoor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Gateway and service in one process, with a transport in memory between them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GatewayTest {
    private static final InMemoryTransporter BETWEEN = new InMemoryTransporter();

    @Module(controllers = {OrdersGateway.class, OrdersService.class, CatsController.class})
    static final class BothModule {
        @Imports
        static DynamicModule orders() {
            return ClientsModule.contract(OrdersApi.class, BETWEEN);
        }
    }

    private Application app;
    private HttpClient client;

    @BeforeAll
    void start() {
        app = Rookery.create(BothModule.class);
        app.connectMicroservice(BETWEEN);
        app.listen(HttpDoor.builder().host("127.0.0.1").port(0).build());
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    void stop() {
        client.close();
        app.close();
    }

    private HttpRequest.Builder to(String path) {
        var address = (InetSocketAddress) app.listeners().getLast().addresses().getFirst();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(to(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return client.send(
                to(path).header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void an_order_goes_through_the_gateway_and_is_found_and_told() throws Exception {
        var placed = post("/orders", "{\"sku\":\"egg\",\"quantity\":6}");
        assertThat(placed.statusCode()).isEqualTo(201);
        var id = placed.body().substring(7, 43);

        assertThat(get("/orders/" + id).body()).isEqualTo(placed.body());
        assertThat(get("/orders/feed").body()).contains("id: 1\ndata: " + placed.body());
    }

    @Test
    void what_is_wrong_is_told_as_nest_tells_it() throws Exception {
        var unknown = UUID.randomUUID();

        assertThat(get("/orders/" + unknown).body())
                .isEqualTo("{\"message\":\"There is no order " + unknown
                        + "\",\"error\":\"Not Found\",\"statusCode\":404}");
        assertThat(get("/orders/x").body())
                .isEqualTo(
                        "{\"message\":\"Validation failed (uuid is expected)\",\"error\":\"Bad Request\",\"statusCode\":400}");
        assertThat(post("/orders", "{\"sku\":\"egg\",\"quantity\":0}").body())
                .isEqualTo(
                        "{\"message\":[\"quantity must be greater than 0\"],\"error\":\"Bad Request\",\"statusCode\":400}");
    }

    @Test
    void handlers_say_what_goes_back() throws Exception {
        assertThat(get("/cats?maxAge=4&page=2").body()).isEqualTo("[{\"name\":\"page 2\",\"age\":4}]");
        assertThat(get("/cats/old").statusCode()).isEqualTo(301);
        assertThat(get("/cats/files/a/b").headers().firstValue("cache-control")).contains("max-age=60");
        assertThat(post("/cats", "{\"name\":\"Tom\",\"age\":3}").headers().firstValue("location"))
                .contains("/cats/Tom");
        assertThat(get("/cats/nobody").statusCode()).isEqualTo(404);
        assertThat(HybridApp.withOptions()).hasToString("http 0.0.0.0:3000");
    }
}

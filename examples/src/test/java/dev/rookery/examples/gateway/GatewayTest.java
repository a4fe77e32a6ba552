package dev.rookery.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.Application;
import dev.rookery.Rookery;
import dev.rookery.annotation.Controller;
import dev.rookery.error.RpcException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.DynamicModule;
import dev.rookery.web.HttpDoor;
import dev.rookery.web.HttpFiles;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateway with a transport in memory, and a stock service in Java. That of Nest is there in interop's GatewayIT. */
final class GatewayTest {
    private final InMemoryTransporter between = new InMemoryTransporter();
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable Application app;
    private int port;

    @Controller
    static final class TinyStock implements StockApi {
        @Override
        public List<Item> items() {
            return List.of(new Item("pawn", "Pawn", "Goes forward", 300, 8));
        }

        @Override
        public Price price(String sku, int quantity) {
            if (quantity > 8) {
                throw new RpcException(Map.of("statusCode", 409, "message", "Of Pawn there are only 8 left"));
            }
            return new Price("Pawn", 300 * quantity);
        }
    }

    private void start(Consumer<DynamicModule.Builder> services) {
        var all = DynamicModule.builder("All").imports(GatewayModule.through(between));
        services.accept(all);
        var started = Rookery.create(all.build());
        app = started;
        started.connectMicroservice(between);
        var door = started.connectDoor(HttpDoor.builder()
                .host("localhost")
                .port(0)
                .files(HttpFiles.classPath("gateway"))
                .build());
        started.startAllMicroservices();
        port = ((InetSocketAddress) door.addresses().getFirst()).getPort();
    }

    private void startAll() {
        start(all -> all.imports(OrdersModule.through(between)).controllers(TinyStock.class));
    }

    @AfterEach
    void stop() {
        if (app != null) {
            app.close();
        }
        client.close();
    }

    @Test
    void an_order_is_priced_by_one_service_and_placed_by_the_other() throws Exception {
        startAll();

        var placed = order("pawn", 2);

        assertThat(placed.statusCode()).isEqualTo(201);
        assertThat(placed.body())
                .contains("\"sku\":\"pawn\",\"item\":\"Pawn\",\"quantity\":2,\"cents\":600,\"name\":\"Ada\"");
        assertThat(get("/orders").body()).isEqualTo("[" + placed.body() + "]");
        assertThat(get("/items").body()).contains("\"left\":8");
    }

    @Test
    void what_is_wrong_with_an_order_is_told() throws Exception {
        startAll();

        assertThat(order("pawn", 9).body())
                .isEqualTo("{\"message\":\"Of Pawn there are only 8 left\",\"error\":\"Conflict\",\"statusCode\":409}");
        assertThat(order("pawn", 0).body()).contains("quantity must be greater than or equal to 1");
    }

    @Test
    void a_service_that_is_not_there_is_told_by_its_name() throws Exception {
        start(all -> all.controllers(TinyStock.class));
        assertThat(order("pawn", 1).body())
                .isEqualTo("{\"message\":\"The order service is not running\",\"error\":\"Service Unavailable\","
                        + "\"statusCode\":503,\"service\":\"order\"}");
    }

    @Test
    void every_page_hears_of_an_order() throws Exception {
        startAll();
        var heard = new LinkedBlockingQueue<String>();
        var one = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + port + "/live"), new Listening(heard))
                .join();
        var other = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + port + "/live"), new Listening(heard))
                .join();

        var placed = order("pawn", 2);

        for (var i = 0; i < 2; i++) {
            assertThat(heard.poll(10, TimeUnit.SECONDS))
                    .isEqualTo("{\"event\":\"order\",\"data\":" + placed.body() + "}");
        }
        one.abort();
        other.abort();
    }

    /** Keeps what it hears. */
    private record Listening(BlockingQueue<String> heard) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            heard.add(text.toString());
            socket.request(1);
            return null;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html;charset=utf-8",
        "/style.css, text/css; charset=utf-8",
        "/page.js, text/javascript; charset=utf-8",
        "/icon.svg, image/svg+xml"
    })
    void the_page_is_there(String path, String type) throws Exception {
        start(none -> {});

        var file = get(path);

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("content-type")).contains(type);
    }

    private HttpResponse<String> order(String sku, int quantity) throws Exception {
        var json = "{\"sku\":\"%s\",\"quantity\":%d,\"name\":\"Ada\"}".formatted(sku, quantity);
        return client.send(
                to("/orders")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(to(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }
}

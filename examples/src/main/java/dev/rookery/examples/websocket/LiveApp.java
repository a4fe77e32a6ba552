package dev.rookery.examples.websocket;

import dev.rookery.Door;
import dev.rookery.Microservice;
import dev.rookery.Rookery;
import dev.rookery.error.RpcException;
import dev.rookery.tcp.TcpTransporter;
import dev.rookery.web.HttpDoor;
import dev.rookery.web.SlowReader;
import dev.rookery.web.WebSocketDoor;
import dev.rookery.web.WebSocketOptions;
import dev.rookery.web.WsException;
import java.time.Duration;
import java.util.Map;

final class LiveApp {
    private LiveApp() {}

    static void main() {
        try (var app = Rookery.create(LiveModule.class)) {
            app.listen(HttpDoor.port(3000)); // HTTP and WebSocket
            app.awaitShutdown();
        }
    }

    static Microservice besideTcp() {
        var service = Rookery.createMicroservice(
                LiveModule.class, TcpTransporter.builder().port(3001).build());
        service.connectDoor(WebSocketDoor.port(3002));
        return service.listen();
    }

    static Door withOptions() {
        return HttpDoor.builder()
                .port(3000)
                .webSocket(WebSocketOptions.builder()
                        .maxMessageBytes(16 * 1024)
                        .pingInterval(Duration.ofSeconds(10))
                        .slowReader(SlowReader.DROP)
                        .allowedOrigins("https://shop.example")
                        .build())
                .build();
    }

    static RpcException soldOut(String sku) {
        return new WsException(Map.of("code", "SOLD_OUT", "sku", sku)); // alone the data of the exception
    }
}

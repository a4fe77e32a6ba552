package dev.rookery.examples.http;

import dev.rookery.Application;
import dev.rookery.Door;
import dev.rookery.Rookery;
import dev.rookery.tcp.TcpTransporter;
import dev.rookery.transport.Tls;
import dev.rookery.web.HttpCors;
import dev.rookery.web.HttpDoor;
import dev.rookery.web.HttpFiles;
import java.nio.file.Path;
import java.time.Duration;

final class HybridApp {
    private HybridApp() {}

    static void main() {
        try (var app = Rookery.create(GatewayModule.class)) {
            app.connectMicroservice(TcpTransporter.builder().port(3002).build());
            app.listen(HttpDoor.port(3000)); // hooks, then the microservice, then HTTP
            app.awaitShutdown();
        }
    }

    static Door withOptions() {
        return HttpDoor.builder()
                .port(3000)
                .globalPrefix("api")
                .maxBodyBytes(100_000)
                .cors(HttpCors.ANY_ORIGIN.withOrigins("https://shop\\.example"))
                .compression(true)
                .health(true)
                .build();
    }

    static Door withFiles() {
        return HttpDoor.builder()
                .port(3000)
                .globalPrefix("api")
                .files(HttpFiles.classPath("public").withMaxAge(Duration.ofMinutes(5)))
                .build();
    }

    static Door encrypted() {
        return HttpDoor.builder()
                .port(3443)
                .tls(Tls.of(Path.of("server.pem"), Path.of("server-key.pem")))
                .build();
    }

    static void aloneFrom(Application app) {
        app.connectDoor(HttpDoor.port(3000)).withoutApplicationPipeline();
        app.startAllMicroservices();
    }
}

package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.Application;
import dev.rookery.Rookery;
import dev.rookery.annotation.Controller;
import dev.rookery.brokers.TestAuthority;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.module.Module;
import dev.rookery.transport.Tls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are encrypted. */
final class HttpTlsIT {
    @Controller
    static final class Api {
        @Get("hello")
        String hello(HttpContext context) {
            return context.unwrap(org.eclipse.jetty.server.Request.class).isSecure() ? "safe" : "open";
        }
    }

    @Module(controllers = Api.class)
    static final class ApiModule {}

    @TempDir
    private Path folder;

    private TestAuthority authority;
    private TestAuthority.Identity server;

    @BeforeEach
    void issue() {
        authority = new TestAuthority(folder);
        server = authority.issue("server", "localhost");
    }

    private static Application open(Tls tls) {
        var door = HttpDoor.builder().host("localhost").port(0).tls(tls).build();
        return Rookery.create(ApiModule.class).listen(door);
    }

    private static HttpResponse<String> get(Application app, SSLContext trust, HttpClient.Version version)
            throws IOException, InterruptedException {
        var address = (InetSocketAddress) app.listeners().getFirst().addresses().getFirst();
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + address.getPort() + "/hello"))
                .timeout(Duration.ofSeconds(20))
                .build();
        try (var client =
                HttpClient.newBuilder().sslContext(trust).version(version).build()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    @Test
    void both_versions_are_spoken_to_who_asks_for_them() throws Exception {
        try (var app = open(Tls.of(server.certificate(), server.key()))) {
            var two = get(app, authority.trusting(), HttpClient.Version.HTTP_2);
            var one = get(app, authority.trusting(), HttpClient.Version.HTTP_1_1);

            assertThat(two.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(one.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(one.body()).isEqualTo(two.body()).isEqualTo("safe");
        }
    }

    @Test
    void a_client_may_have_to_show_a_certificate() throws Exception {
        var tls = Tls.builder()
                .certificate(server.certificate(), server.key())
                .trust(authority.certificate())
                .clientCertificates(Tls.ClientCertificates.REQUIRED)
                .build();
        try (var app = open(tls)) {
            var known = authority.trusting(authority.issue("client", "client"));

            assertThat(get(app, known, HttpClient.Version.HTTP_2).body()).isEqualTo("safe");
            assertThatThrownBy(() -> get(app, authority.trusting(), HttpClient.Version.HTTP_1_1))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void what_is_no_certificate_is_said_when_the_tls_is_built() {
        assertThatThrownBy(() -> Tls.of(server.key(), server.key()))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("tls.certificate");
        assertThatThrownBy(() -> Tls.of(server.certificate(), folder.resolve("none")))
                .hasMessageContaining("tls.key");
        assertThatThrownBy(() -> HttpDoor.builder().tls(Tls.builder().build()).build())
                .hasMessageContaining("tls.certificate");
    }
}

package dev.rookery.examples.tcp;

import dev.rookery.tcp.TcpTransporter;
import dev.rookery.transport.Tls;
import java.nio.file.Path;

/** Options of TCP. */
final class TcpWays {
    private TcpWays() {}

    static TcpTransporter options() {
        return TcpTransporter.builder()
                .host("0.0.0.0")
                .port(3001)
                .maxFrameBytes(1024 * 1024)
                .build();
    }

    static TcpTransporter secured() {
        var tls = Tls.builder()
                .certificate(Path.of("service.pem"), Path.of("service.key")) // the own chain and key
                .trust(Path.of("authority.pem")) // whom to trust
                .clientCertificates(Tls.ClientCertificates.REQUIRED) // mutual TLS; on the server
                .build();
        return TcpTransporter.builder().port(3001).tls(tls).build();
    }
}

package dev.rookery.examples.service;

import dev.rookery.tcp.TcpTransporter;
import dev.rookery.transport.Tls;
import java.nio.file.Path;

/** A service that serves nobody without a certificate. */
final class SecureService {
    private SecureService() {}

    static TcpTransporter mutual() {
        var tls = Tls.builder()
                .certificate(Path.of("service.pem"), Path.of("service.key"))
                .trust(Path.of("authority.pem"))
                .clientCertificates(Tls.ClientCertificates.REQUIRED)
                .build();
        return TcpTransporter.builder().host("0.0.0.0").port(3001).tls(tls).build();
    }
}

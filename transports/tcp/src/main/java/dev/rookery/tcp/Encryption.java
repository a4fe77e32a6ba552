package dev.rookery.tcp;

import dev.rookery.transport.Tls;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;

/** The TLS of the options as Netty has it. */
final class Encryption {
    private Encryption() {}

    static SslContext ofServer(Tls tls) {
        return finish(
                SslContextBuilder.forServer(tls.keys().orElseThrow())
                        .clientAuth(
                                switch (tls.clientCertificates()) {
                                    case NONE -> ClientAuth.NONE;
                                    case OPTIONAL -> ClientAuth.OPTIONAL;
                                    case REQUIRED -> ClientAuth.REQUIRE;
                                }),
                tls);
    }

    static SslContext ofClient(Tls tls) {
        return finish(
                SslContextBuilder.forClient()
                        .keyManager(tls.keys().orElse(null))
                        .endpointIdentificationAlgorithm(tls.verifyHostname() ? "HTTPS" : ""),
                tls);
    }

    private static SslContext finish(SslContextBuilder builder, Tls tls) {
        try {
            return builder.trustManager(tls.trust().orElse(null))
                    .sslProvider(SslProvider.JDK)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("The JVM has no TLS", e);
        }
    }
}

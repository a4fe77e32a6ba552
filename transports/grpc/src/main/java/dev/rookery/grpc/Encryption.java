package dev.rookery.grpc;

import dev.rookery.transport.Tls;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;

/** The TLS of the options as the driver has it, which chooses HTTP/2 in the handshake. */
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

    /** The driver always checks for which host a certificate is. */
    static SslContext ofClient(Tls tls) {
        return finish(SslContextBuilder.forClient().keyManager(tls.keys().orElse(null)), tls);
    }

    private static SslContext finish(SslContextBuilder builder, Tls tls) {
        try {
            return GrpcSslContexts.configure(builder.trustManager(tls.trust().orElse(null)), SslProvider.JDK)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("The JVM has no TLS", e);
        }
    }
}

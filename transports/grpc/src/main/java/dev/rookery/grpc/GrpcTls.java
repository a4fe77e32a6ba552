package dev.rookery.grpc;

import dev.rookery.error.InvalidOptionException;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * How connections are encrypted, from PEM files. They are read when this is built, so that a wrong one is an error then. A client checks that the
 * server's certificate was made for the host that it calls, or for {@link GrpcOptions#authority}. For contexts and credentials of the user's own
 * there are {@link GrpcOptions#serverCredentials} and {@link GrpcOptions#channelCredentials}.
 *
 * <p>Immutable and safe for use by several threads. No text of it tells a password or a key.
 */
public final class GrpcTls {
    private final @Nullable SslContext server;
    private final SslContext client;

    private GrpcTls(@Nullable SslContext server, SslContext client) {
        this.server = server;
        this.client = client;
    }

    /**
     * Begins with what the JVM trusts, and no certificate of one's own.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** What a server encrypts with; empty if there is no certificate. */
    Optional<SslContext> server() {
        return Optional.ofNullable(server);
    }

    /** What a client encrypts with. */
    SslContext client() {
        return client;
    }

    @Override
    public String toString() {
        return "TLS";
    }

    /** Whether a server asks its clients for certificates. */
    public enum ClientCertificates {
        /** It does not. */
        NONE(ClientAuth.NONE),
        /** It does, and checks those that it gets, but serves others too. */
        OPTIONAL(ClientAuth.OPTIONAL),
        /** It serves nobody without a certificate that it trusts: mutual TLS. */
        REQUIRED(ClientAuth.REQUIRE);

        private final ClientAuth mode;

        ClientCertificates(ClientAuth mode) {
            this.mode = mode;
        }
    }

    /** Builds the TLS of both sides. Used by one thread. */
    public static final class Builder {
        private @Nullable Path certificate;
        private @Nullable Path key;
        private @Nullable String keyPassword;
        private @Nullable Path trust;
        private ClientCertificates clients = ClientCertificates.NONE;

        private Builder() {}

        /**
         * Sets the certificate to show. A server needs one; a client does if the server asks for it.
         *
         * @param chain a PEM file with the certificate, then those between it and the authority
         * @param privateKey a PEM file with its key, in PKCS#8
         * @return this builder
         */
        public Builder certificate(Path chain, Path privateKey) {
            this.certificate = Objects.requireNonNull(chain, "chain");
            this.key = Objects.requireNonNull(privateKey, "privateKey");
            return this;
        }

        /**
         * Sets the password of the key's file. Default: it has none.
         *
         * @param password the password
         * @return this builder
         */
        public Builder keyPassword(String password) {
            this.keyPassword = password;
            return this;
        }

        /**
         * Sets which authorities are trusted. Default: those of the JVM.
         *
         * @param authorities a PEM file with one or more certificates
         * @return this builder
         */
        public Builder trust(Path authorities) {
            this.trust = Objects.requireNonNull(authorities, "authorities");
            return this;
        }

        /**
         * Sets whether a server asks for its clients' certificates. Default: {@link ClientCertificates#NONE}.
         *
         * @param asked whether, and how strictly
         * @return this builder
         */
        public Builder clientCertificates(ClientCertificates asked) {
            this.clients = Objects.requireNonNull(asked, "asked");
            return this;
        }

        /**
         * Reads the files.
         *
         * @return the TLS
         * @throws InvalidOptionException if a file is missing or is not what it should be
         */
        public GrpcTls build() {
            checkReadable("tls.certificate", certificate);
            checkReadable("tls.key", key);
            checkReadable("tls.trust", trust);
            if (clients != ClientCertificates.NONE && trust == null) {
                throw new InvalidOptionException(
                        "tls.trust", null, "a PEM file with the authority of the clients' certificates");
            }
            return new GrpcTls(serverFromFiles(), clientFromFiles());
        }

        private static void checkReadable(String option, @Nullable Path file) {
            if (file != null && !Files.isReadable(file)) {
                throw new InvalidOptionException(option, file, "a PEM file that can be read");
            }
        }

        private @Nullable SslContext serverFromFiles() {
            if (certificate == null || key == null) {
                return null;
            }
            var chain = certificate.toFile();
            var keyFile = key.toFile();
            var builder = withOwnCertificate(() -> SslContextBuilder.forServer(chain, keyFile, keyPassword));
            return finish(builder.clientAuth(clients.mode));
        }

        private SslContext clientFromFiles() {
            var builder = SslContextBuilder.forClient();
            if (certificate != null && key != null) {
                var chain = certificate.toFile();
                var keyFile = key.toFile();
                withOwnCertificate(() -> builder.keyManager(chain, keyFile, keyPassword));
            }
            return finish(builder);
        }

        private SslContextBuilder withOwnCertificate(Supplier<SslContextBuilder> read) {
            try {
                return read.get();
            } catch (IllegalArgumentException unreadable) {
                throw new InvalidOptionException(
                        "tls.certificate",
                        certificate + " with the key " + key,
                        "PEM files, with an X.509 certificate and a PKCS#8 key that its password opens; "
                                + reason(unreadable));
            }
        }

        private SslContext finish(SslContextBuilder builder) {
            try {
                if (trust != null) {
                    builder.trustManager(trust.toFile());
                }
                return GrpcSslContexts.configure(builder, SslProvider.JDK).build();
            } catch (SSLException | IllegalArgumentException unusable) {
                throw new InvalidOptionException(
                        "tls",
                        "certificate " + certificate + ", key " + key + ", trust " + trust,
                        "PEM files that belong together; " + reason(unusable));
            }
        }

        private static String reason(Exception error) {
            var cause = error.getCause();
            return String.valueOf(cause == null ? error.getMessage() : cause.getMessage());
        }
    }
}

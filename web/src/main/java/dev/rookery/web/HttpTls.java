package dev.rookery.web;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.internal.PemFiles;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * How connections are encrypted: with a certificate from PEM files, or a context of the user's own. Files are read when this is built, so that a wrong one
 * is an error then.
 *
 * <p>Immutable and safe for use by several threads. No text of it tells a key.
 */
public final class HttpTls {
    private final SSLContext context;
    private final ClientCertificates clients;

    private HttpTls(SSLContext context, ClientCertificates clients) {
        this.context = context;
        this.clients = clients;
    }

    /**
     * A certificate from files, and no questions to clients.
     *
     * @param chain a PEM file with the certificate, then those between it and the authority
     * @param privateKey a PEM file with its key, in PKCS#8 and without a password
     * @return the TLS
     * @throws InvalidOptionException if a file is missing or is not what it should be
     */
    public static HttpTls of(Path chain, Path privateKey) {
        return builder().certificate(chain, privateKey).build();
    }

    /**
     * Begins without a certificate, which has to be given.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** What Jetty encrypts with, new for each server, whose life it shares. */
    SslContextFactory.Server newFactory() {
        var factory = new SslContextFactory.Server();
        factory.setSslContext(context);
        factory.setWantClientAuth(clients == ClientCertificates.OPTIONAL);
        factory.setNeedClientAuth(clients == ClientCertificates.REQUIRED);
        return factory;
    }

    @Override
    public String toString() {
        return "TLS";
    }

    /** Whether clients are asked for certificates. */
    public enum ClientCertificates {
        /** They are not. */
        NONE,
        /** They are, and what they show is checked, but others are served too. */
        OPTIONAL,
        /** Nobody is served without a certificate that is trusted: mutual TLS. */
        REQUIRED
    }

    /** Builds the TLS. Used by one thread. */
    public static final class Builder {
        private @Nullable SSLContext context;
        private @Nullable Path certificate;
        private @Nullable Path key;
        private @Nullable Path trust;
        private ClientCertificates clients = ClientCertificates.NONE;

        private Builder() {}

        /**
         * Sets the certificate to show.
         *
         * @param chain a PEM file with the certificate, then those between it and the authority
         * @param privateKey a PEM file with its key, in PKCS#8 and without a password
         * @return this builder
         */
        public Builder certificate(Path chain, Path privateKey) {
            this.certificate = Objects.requireNonNull(chain, "chain");
            this.key = Objects.requireNonNull(privateKey, "privateKey");
            return this;
        }

        /**
         * Sets which authorities of clients' certificates are trusted. Default: those of the JVM.
         *
         * @param authorities a PEM file with one or more certificates
         * @return this builder
         */
        public Builder trust(Path authorities) {
            this.trust = Objects.requireNonNull(authorities, "authorities");
            return this;
        }

        /**
         * Sets whether clients are asked for certificates. Default: {@link ClientCertificates#NONE}.
         *
         * @param asked whether, and how strictly
         * @return this builder
         */
        public Builder clientCertificates(ClientCertificates asked) {
            this.clients = Objects.requireNonNull(asked, "asked");
            return this;
        }

        /**
         * Sets a context of the user's own, in place of files. Default: null, none.
         *
         * @param value a context with a certificate; null for none
         * @return this builder
         */
        public Builder context(@Nullable SSLContext value) {
            this.context = value;
            return this;
        }

        /**
         * Reads the files. Blocks.
         *
         * @return the TLS
         * @throws InvalidOptionException if a file is missing or is not what it should be, or if there is neither a certificate nor a context, or both
         */
        public HttpTls build() {
            if (context != null && (certificate != null || trust != null)) {
                throw new InvalidOptionException("tls.context", context, "a context, or PEM files, but not both");
            }
            return new HttpTls(context == null ? fromFiles() : context, clients);
        }

        private SSLContext fromFiles() {
            if (certificate == null || key == null) {
                throw new InvalidOptionException("tls.certificate", null, "PEM files with a certificate and its key");
            }
            var keys = PemFiles.keys(certificate, key).getKeyManagers();
            var authorities = trust == null ? null : PemFiles.trust(trust).getTrustManagers();
            try {
                var made = SSLContext.getInstance("TLS");
                made.init(keys, authorities, null);
                return made;
            } catch (GeneralSecurityException e) {
                throw new InvalidOptionException(
                        "tls.certificate", certificate + " with the key " + key, "files that belong together; " + e);
            }
        }
    }
}

package dev.rookery.transport;

import dev.rookery.error.InvalidOptionException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How connections are encrypted, of every transport and door: with certificates and authorities from PEM files, or with key and trust managers of the
 * user's own. Files are read when this is built, so that a wrong one is an error then.
 *
 * <p>Immutable and safe for use by several threads; the same object can serve several transports. No text of it tells a password or a key.
 */
public final class Tls {
    private final @Nullable KeyManagerFactory keys;
    private final @Nullable TrustManagerFactory trust;
    private final ClientCertificates clientCertificates;
    private final boolean verifyHostname;

    private Tls(Builder builder) {
        this.keys = builder.keysOrRead();
        this.trust = builder.trustOrRead();
        this.clientCertificates = builder.clientCertificates;
        this.verifyHostname = builder.verifyHostname;
    }

    /**
     * A certificate from files, and else the defaults. Blocks while it reads.
     *
     * @param chain a PEM file with the certificate, then those between it and the authority
     * @param privateKey a PEM file with its key, in PKCS#8 and without a password
     * @return the TLS
     * @throws InvalidOptionException if a file is missing or is not what it should be
     */
    public static Tls of(Path chain, Path privateKey) {
        return builder().certificate(chain, privateKey).build();
    }

    /**
     * Begins with what the JVM trusts, and no certificate of one's own.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * What shows a certificate of one's own.
     *
     * @return the key managers; empty if there is none to show
     */
    public Optional<KeyManagerFactory> keys() {
        return Optional.ofNullable(keys);
    }

    /**
     * What trusts authorities.
     *
     * @return the trust managers; empty for those of the JVM
     */
    public Optional<TrustManagerFactory> trust() {
        return Optional.ofNullable(trust);
    }

    /**
     * Whether who listens asks its clients for certificates.
     *
     * @return whether, and how strictly
     */
    public ClientCertificates clientCertificates() {
        return clientCertificates;
    }

    /**
     * Whether who connects checks that the certificate was made for the host.
     *
     * @return false to take any certificate that is trusted
     */
    public boolean verifyHostname() {
        return verifyHostname;
    }

    /**
     * Makes a context of the JVM, for either side. It knows nothing of {@link #clientCertificates} and {@link #verifyHostname}, which belong to each
     * connection.
     *
     * @return a new context
     */
    public SSLContext newContext() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(
                    keys == null ? null : keys.getKeyManagers(), trust == null ? null : trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JVM has no TLS", e);
        }
    }

    /**
     * Checks that there is what one who listens needs. For transports.
     *
     * @return this
     * @throws InvalidOptionException if there is no certificate
     */
    public Tls forListening() {
        if (keys == null) {
            throw new InvalidOptionException(
                    "tls.certificate", null, "a PEM file with the certificate of the server, and its key");
        }
        return this;
    }

    /**
     * Checks that nothing was set that only one who listens can use. For transports whose servers connect to a broker, as their clients do.
     *
     * @return this
     * @throws InvalidOptionException if clients were to be asked for certificates
     */
    public Tls forConnecting() {
        if (clientCertificates != ClientCertificates.NONE) {
            throw new InvalidOptionException(
                    "tls.clientCertificates",
                    clientCertificates,
                    "NONE here, since the broker is who asks its clients for certificates");
        }
        return this;
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
        private @Nullable Path certificate;
        private @Nullable Path key;
        private @Nullable String keyPassword;
        private @Nullable Path authorities;
        private @Nullable KeyManagerFactory keys;
        private @Nullable TrustManagerFactory trust;
        private ClientCertificates clientCertificates = ClientCertificates.NONE;
        private boolean verifyHostname = true;

        private Builder() {}

        /**
         * Sets the certificate to show. Who listens needs one; who connects does if it is asked for one. Default: none.
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
            this.keyPassword = Objects.requireNonNull(password, "password");
            return this;
        }

        /**
         * Sets which authorities are trusted. Default: those of the JVM.
         *
         * @param file a PEM file with one or more certificates
         * @return this builder
         */
        public Builder trust(Path file) {
            this.authorities = Objects.requireNonNull(file, "file");
            return this;
        }

        /**
         * Sets key managers of the user's own, in place of {@link #certificate}. Default: none.
         *
         * @param managers managers that have been initialised
         * @return this builder
         */
        public Builder keys(KeyManagerFactory managers) {
            this.keys = Objects.requireNonNull(managers, "managers");
            return this;
        }

        /**
         * Sets trust managers of the user's own, in place of files. Default: those of the JVM.
         *
         * @param managers managers that have been initialised
         * @return this builder
         */
        public Builder trust(TrustManagerFactory managers) {
            this.trust = Objects.requireNonNull(managers, "managers");
            return this;
        }

        /**
         * Sets whether who listens asks its clients for certificates, of authorities that have to be named then. Default: {@link ClientCertificates#NONE}.
         *
         * @param asked whether, and how strictly
         * @return this builder
         */
        public Builder clientCertificates(ClientCertificates asked) {
            this.clientCertificates = Objects.requireNonNull(asked, "asked");
            return this;
        }

        /**
         * Sets whether who connects checks that the certificate was made for the host. Default: true.
         *
         * @param verify false to take any certificate that is trusted
         * @return this builder
         */
        public Builder verifyHostname(boolean verify) {
            this.verifyHostname = verify;
            return this;
        }

        /**
         * Reads the files. Blocks.
         *
         * @return the TLS
         * @throws InvalidOptionException if a file is missing or is not what it should be, or if there are managers and files for the same
         */
        public Tls build() {
            requireOne("tls.keys", keys, certificate);
            requireOne("tls.trust", trust, authorities);
            if (clientCertificates != ClientCertificates.NONE && trust == null && authorities == null) {
                throw new InvalidOptionException(
                        "tls.trust", null, "a PEM file with the authority of the clients' certificates");
            }
            return new Tls(this);
        }

        private static void requireOne(String option, @Nullable Object managers, @Nullable Path file) {
            if (managers != null && file != null) {
                throw new InvalidOptionException(option, file, "managers or files, but not both");
            }
        }

        private @Nullable KeyManagerFactory keysOrRead() {
            return certificate == null || key == null ? keys : PemFiles.keys(certificate, key, keyPassword);
        }

        private @Nullable TrustManagerFactory trustOrRead() {
            return authorities == null ? trust : PemFiles.trust(authorities);
        }
    }
}

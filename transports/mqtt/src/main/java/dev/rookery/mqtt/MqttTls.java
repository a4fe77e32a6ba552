package dev.rookery.mqtt;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.internal.PemFiles;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How connections to the broker are encrypted, from PEM files. They are read when this is built, so that a wrong one is an error then.
 *
 * <p>Immutable and safe for use by several threads. No text of it tells a key.
 */
public final class MqttTls {
    private final @Nullable KeyManagerFactory keys;
    private final @Nullable TrustManagerFactory trust;
    private final boolean verifyHostname;

    private MqttTls(@Nullable KeyManagerFactory keys, @Nullable TrustManagerFactory trust, boolean verifyHostname) {
        this.keys = keys;
        this.trust = trust;
        this.verifyHostname = verifyHostname;
    }

    /**
     * Begins with what the JVM trusts, and no certificate of one's own.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    Optional<KeyManagerFactory> keys() {
        return Optional.ofNullable(keys);
    }

    Optional<TrustManagerFactory> trust() {
        return Optional.ofNullable(trust);
    }

    boolean verifyHostname() {
        return verifyHostname;
    }

    @Override
    public String toString() {
        return "TLS";
    }

    /** Builds the TLS. Used by one thread. */
    public static final class Builder {
        private @Nullable Path certificate;
        private @Nullable Path key;
        private @Nullable Path trust;
        private boolean verifyHostname = true;

        private Builder() {}

        /**
         * Sets the certificate to show, for brokers that ask for one. Default: none.
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
         * Sets whether the broker's certificate has to be made for the host that is connected to. Default: true.
         *
         * @param verify false to take any certificate that is trusted
         * @return this builder
         */
        public Builder verifyHostname(boolean verify) {
            this.verifyHostname = verify;
            return this;
        }

        /**
         * Reads the files.
         *
         * @return the TLS
         * @throws InvalidOptionException if a file is missing or is not what it should be
         */
        public MqttTls build() {
            return new MqttTls(
                    certificate == null || key == null ? null : PemFiles.keys(certificate, key),
                    trust == null ? null : PemFiles.trust(trust),
                    verifyHostname);
        }
    }
}

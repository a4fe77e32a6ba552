package dev.rookery.redis;

import dev.rookery.error.InvalidOptionException;
import io.lettuce.core.SslOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How connections to Redis are encrypted, from PEM files. They are read when this is built, so that a wrong one is an error then.
 *
 * <p>Immutable and safe for use by several threads. No text of it tells a password or a key.
 */
public final class RedisTls {
    private final SslOptions sslOptions;
    private final boolean verifyHostname;

    private RedisTls(SslOptions sslOptions, boolean verifyHostname) {
        this.sslOptions = sslOptions;
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

    SslOptions sslOptions() {
        return sslOptions;
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
        private @Nullable String keyPassword;
        private @Nullable Path trust;
        private boolean verifyHostname = true;

        private Builder() {}

        /**
         * Sets the certificate to show, which Redis asks for unless {@code tls-auth-clients} is {@code no}.
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
         * Sets whether to check that the certificate of Redis was made for the host that is connected to. Default: true.
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
        public RedisTls build() {
            checkReadable("tls.certificate", certificate);
            checkReadable("tls.key", key);
            checkReadable("tls.trust", trust);
            var builder = SslOptions.builder().jdkSslProvider();
            if (certificate != null && key != null) {
                builder.keyManager(
                        certificate.toFile(), key.toFile(), keyPassword == null ? null : keyPassword.toCharArray());
            }
            if (trust != null) {
                builder.trustManager(trust.toFile());
            }
            var built = builder.build();
            try {
                built.createSslContextBuilder().build();
            } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
                throw new InvalidOptionException(
                        "tls",
                        "certificate " + certificate + ", key " + key + ", trust " + trust,
                        "PEM files that belong together, the key in PKCS#8; " + Reasons.of(unusable));
            }
            return new RedisTls(built, verifyHostname);
        }

        private static void checkReadable(String option, @Nullable Path file) {
            if (file != null && !Files.isReadable(file)) {
                throw new InvalidOptionException(option, file, "a PEM file that can be read");
            }
        }
    }
}

package dev.rookery.mqtt;

import dev.rookery.error.InvalidOptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
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
        private static final char[] NO_PASSWORD = new char[0];
        private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448");

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
            return new MqttTls(keyManagers(), trustManagers(), verifyHostname);
        }

        private @Nullable KeyManagerFactory keyManagers() {
            if (certificate == null || key == null) {
                return null;
            }
            try {
                var store = KeyStore.getInstance(KeyStore.getDefaultType());
                store.load(null, null);
                store.setKeyEntry(
                        "own",
                        readKey(key),
                        NO_PASSWORD,
                        readCertificates("tls.certificate", certificate).toArray(Certificate[]::new));
                var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(store, NO_PASSWORD);
                return factory;
            } catch (GeneralSecurityException | IOException e) {
                throw new InvalidOptionException(
                        "tls.certificate", certificate + " with the key " + key, "files that belong together; " + e);
            }
        }

        private @Nullable TrustManagerFactory trustManagers() {
            if (trust == null) {
                return null;
            }
            try {
                var store = KeyStore.getInstance(KeyStore.getDefaultType());
                store.load(null, null);
                var number = 0;
                for (var authority : readCertificates("tls.trust", trust)) {
                    store.setCertificateEntry("authority-" + number++, authority);
                }
                var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init(store);
                return factory;
            } catch (GeneralSecurityException | IOException e) {
                throw new InvalidOptionException("tls.trust", trust, "a PEM file with certificates; " + e);
            }
        }

        private static List<Certificate> readCertificates(String option, Path file) {
            try (var in = Files.newInputStream(file)) {
                var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
                if (found.isEmpty()) {
                    throw new InvalidOptionException(option, file, "a PEM file with a certificate");
                }
                return List.copyOf(found);
            } catch (IOException | GeneralSecurityException e) {
                throw new InvalidOptionException(option, file, "a PEM file that can be read, with certificates; " + e);
            }
        }

        private static PrivateKey readKey(Path file) {
            byte[] encoded;
            try {
                var text = Files.readString(file);
                var begin = text.indexOf("-----BEGIN PRIVATE KEY-----");
                var end = text.indexOf("-----END PRIVATE KEY-----");
                if (begin < 0 || end < begin) {
                    throw wrongKey(file);
                }
                var body = text.substring(text.indexOf('\n', begin), end);
                encoded = Base64.getMimeDecoder().decode(body);
            } catch (IOException | IllegalArgumentException e) {
                throw wrongKey(file);
            }
            var spec = new PKCS8EncodedKeySpec(encoded);
            return ALGORITHMS.stream()
                    .flatMap(algorithm -> key(algorithm, spec).stream())
                    .findFirst()
                    .orElseThrow(() -> wrongKey(file));
        }

        private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec spec) {
            try {
                return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
            } catch (GeneralSecurityException other) {
                return Optional.empty(); // it is a key of another algorithm
            }
        }

        private static InvalidOptionException wrongKey(Path file) {
            return new InvalidOptionException(
                    "tls.key", file, "a PEM file that can be read, with a key in PKCS#8 without a password");
        }
    }
}

package dev.rookery.internal;

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
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** Reads what TLS needs from PEM files, for drivers that do not read them. Errors name the options {@code tls.certificate}, {@code tls.key} and {@code tls.trust}. */
public final class PemFiles {
    private static final char[] NO_PASSWORD = new char[0];
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448");

    private PemFiles() {}

    /**
     * Reads a certificate of one's own. Blocks.
     *
     * @param chain a file with the certificate, then those between it and the authority
     * @param privateKey a file with its key, in PKCS#8 and without a password
     * @return what shows it
     * @throws InvalidOptionException if a file is missing or is not what it should be
     */
    public static KeyManagerFactory keys(Path chain, Path privateKey) {
        try {
            var store = emptyStore();
            var certificates = certificates("tls.certificate", chain).toArray(Certificate[]::new);
            store.setKeyEntry("own", key(privateKey), NO_PASSWORD, certificates);
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return factory;
        } catch (GeneralSecurityException | IOException e) {
            throw new InvalidOptionException(
                    "tls.certificate", chain + " with the key " + privateKey, "files that belong together; " + e);
        }
    }

    /**
     * Reads which authorities are trusted. Blocks.
     *
     * @param authorities a file with one or more certificates
     * @return what trusts them
     * @throws InvalidOptionException if the file is missing or is not what it should be
     */
    public static TrustManagerFactory trust(Path authorities) {
        try {
            var store = emptyStore();
            var number = 0;
            for (var authority : certificates("tls.trust", authorities)) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        } catch (GeneralSecurityException | IOException e) {
            throw new InvalidOptionException("tls.trust", authorities, "a PEM file with certificates; " + e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(String option, Path file) {
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

    private static PrivateKey key(Path file) {
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

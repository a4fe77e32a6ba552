package dev.rookery.transport;

import dev.rookery.error.InvalidOptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Reads what TLS needs from PEM files. Errors name the options {@code tls.certificate}, {@code tls.key} and {@code tls.trust}. */
final class PemFiles {
    private static final char[] NO_PASSWORD = new char[0];

    private PemFiles() {}

    /**
     * Reads a certificate of one's own.
     *
     * @param chain a file with the certificate, then those between it and the authority
     * @param privateKey a file with its key
     * @param password of the key's file
     * @return what shows it
     */
    static KeyManagerFactory keys(Path chain, Path privateKey, @Nullable String password) {
        var certificates = certificates("tls.certificate", chain);
        var key = PemKey.read(privateKey, password);
        if (!PemKey.belongsTo(key, certificates.getFirst().getPublicKey())) {
            throw new InvalidOptionException("tls.key", privateKey, "the key of the certificate in " + chain);
        }
        try {
            var store = emptyStore();
            store.setKeyEntry("own", key, NO_PASSWORD, certificates.toArray(Certificate[]::new));
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return factory;
        } catch (GeneralSecurityException | IOException e) {
            throw new InvalidOptionException(
                    "tls.certificate",
                    chain + " with the key " + privateKey,
                    "files that belong together; " + e.getMessage());
        }
    }

    /**
     * Reads which authorities are trusted.
     *
     * @param authorities a file with one or more certificates
     * @return what trusts them
     */
    static TrustManagerFactory trust(Path authorities) {
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
            throw new InvalidOptionException(
                    "tls.trust", authorities, "a PEM file with certificates; " + e.getMessage());
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(String option, Path file) {
        if (!Files.isReadable(file)) {
            throw new InvalidOptionException(option, file, "a PEM file that can be read");
        }
        try (var in = Files.newInputStream(file)) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new InvalidOptionException(option, file, "a PEM file with a certificate");
            }
            return List.copyOf(found);
        } catch (IOException | GeneralSecurityException e) {
            throw new InvalidOptionException(option, file, "a PEM file with certificates; " + e.getMessage());
        }
    }
}

package dev.rookery.brokers;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Issues certificates for a test, to brokers and to those that connect, as PEM files in a folder. Nobody else trusts it. */
public final class TestAuthority {
    private static final char[] NO_PASSWORD = {};

    private final Path folder;
    private final X509Bundle own;
    private final Path certificate;

    /**
     * Makes one.
     *
     * @param folder where its files go; made if it is not there
     */
    public TestAuthority(Path folder) {
        this.folder = folder;
        try {
            this.own = new CertificateBuilder()
                    .subject("CN=rookery-authority")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
            Files.createDirectories(folder);
            this.certificate = Files.writeString(folder.resolve("authority.pem"), own.getRootCertificatePEM());
        } catch (Exception error) {
            throw new IllegalStateException("No authority could be made", error);
        }
    }

    /**
     * What whoever trusts it needs.
     *
     * @return its certificate
     */
    public Path certificate() {
        return certificate;
    }

    /** Who has a certificate: its chain, its key, and both in one file, as PEM. */
    public static final class Identity {
        private final X509Bundle bundle;
        private final Path certificate;
        private final Path key;
        private final Path both;

        private Identity(X509Bundle bundle, Path folder, String name) throws IOException {
            this.bundle = bundle;
            this.certificate = Files.writeString(folder.resolve(name + ".pem"), bundle.getCertificatePathPEM());
            this.key = Files.writeString(folder.resolve(name + ".key"), bundle.getPrivateKeyPEM());
            this.both = Files.writeString(
                    folder.resolve(name + ".both.pem"),
                    bundle.getPrivateKeyPEM() + "\n" + bundle.getCertificatePathPEM());
        }

        /**
         * The certificate and those that lead to the authority.
         *
         * @return a PEM file
         */
        public Path certificate() {
            return certificate;
        }

        /**
         * The private key, without a password.
         *
         * @return a PEM file
         */
        public Path key() {
            return key;
        }

        /**
         * The key, and behind it the certificate.
         *
         * @return a PEM file
         */
        public Path both() {
            return both;
        }
    }

    /**
     * Issues a certificate.
     *
     * @param name of whom it is, and of its files
     * @param hosts the names and addresses that it is for; none for who only connects
     * @return the certificate and its key
     */
    public Identity issue(String name, String... hosts) {
        var builder = new CertificateBuilder().subject("CN=" + name);
        for (var host : hosts) {
            builder = Character.isDigit(host.charAt(0)) ? builder.addSanIpAddress(host) : builder.addSanDnsName(host);
        }
        try {
            return new Identity(builder.buildIssuedBy(own), folder, name);
        } catch (Exception error) {
            throw new IllegalStateException("No certificate could be issued to " + name, error);
        }
    }

    /**
     * For who trusts this authority, and shows no certificate.
     *
     * @return a context
     */
    public SSLContext trusting() {
        return context(null);
    }

    /**
     * For who trusts this authority, and shows a certificate where one is asked for.
     *
     * @param shown a certificate, of this authority or of another one
     * @return a context
     */
    public SSLContext trusting(Identity shown) {
        return context(shown);
    }

    private SSLContext context(@Nullable Identity shown) {
        try {
            var trusted = emptyStore();
            trusted.setCertificateEntry("authority", own.getCertificate());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var identity = emptyStore();
            if (shown != null) {
                identity.setKeyEntry(
                        "own", shown.bundle.getKeyPair().getPrivate(), NO_PASSWORD, shown.bundle.getCertificatePath());
            }
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(identity, NO_PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException error) {
            throw new IllegalStateException("No TLS context could be made", error);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }
}

package dev.rookery.interop;

import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * PEM files of one authority, and of a service and a client that it vouches for, valid on loopback.
 *
 * @param authority the certificate of the authority
 * @param serviceKey the private key of the service, whose certificate names {@code localhost} and {@code 127.0.0.1}
 * @param clientKey the private key of the client, whose certificate has the common name {@code rookery-client}
 */
record TlsFiles(Path authority, Path serviceKey, Path serviceCertificate, Path clientKey, Path clientCertificate) {
    static final String CLIENT_NAME = "rookery-client";

    static TlsFiles create(Path folder) throws Exception {
        var authority = new CertificateBuilder()
                .subject("CN=rookery-authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        var service = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1")
                .buildIssuedBy(authority);
        var client = new CertificateBuilder().subject("CN=" + CLIENT_NAME).buildIssuedBy(authority);
        return new TlsFiles(
                write(folder, "authority.pem", authority.getRootCertificatePEM()),
                write(folder, "service.key", service.getPrivateKeyPEM()),
                write(folder, "service.pem", service.getCertificatePathPEM()),
                write(folder, "client.key", client.getPrivateKeyPEM()),
                write(folder, "client.pem", client.getCertificatePathPEM()));
    }

    /** Flags of a Nest service that asks its clients for a certificate of the authority. */
    String[] serviceFlags() {
        return new String[] {
            "--tls-key=" + serviceKey, "--tls-cert=" + serviceCertificate, "--tls-ca=" + authority, "--tls-request-cert"
        };
    }

    /** Flags of a Nest client that shows its certificate. */
    String[] clientFlags() {
        return new String[] {"--tls-key=" + clientKey, "--tls-cert=" + clientCertificate, "--tls-ca=" + authority};
    }

    /** Flags of a Nest client that has no certificate of its own. */
    String[] anonymousClientFlags() {
        return new String[] {"--tls-ca=" + authority};
    }

    private static Path write(Path folder, String name, String pem) throws IOException {
        return Files.writeString(folder.resolve(name), pem);
    }
}

package dev.rookery.transport;

import dev.rookery.error.InvalidOptionException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the options of {@link Tls} are called in a configuration. */
final class TlsSettings {
    private TlsSettings() {}

    static Optional<Tls> read(TransportSettings section) {
        var builder = Tls.builder();
        var enabled = section.flag("enabled").orElse(!section.isEmpty());
        var certificate = section.text("certificate").map(Path::of).orElse(null);
        var key = section.text("key").map(Path::of).orElse(null);
        section.text("keyPassword").ifPresent(builder::keyPassword);
        section.text("trust").map(Path::of).ifPresent(builder::trust);
        section.choice("clientCertificates", Tls.ClientCertificates.class).ifPresent(builder::clientCertificates);
        section.flag("verifyHostname").ifPresent(builder::verifyHostname);
        if (!enabled) {
            return Optional.empty();
        }
        if (certificate != null || key != null) {
            builder.certificate(
                    needed("tls.certificate", certificate, "a PEM file with the certificate of the key"),
                    needed("tls.key", key, "a PEM file with the key of the certificate, in PKCS#8"));
        }
        return Optional.of(builder.build());
    }

    private static Path needed(String option, @Nullable Path file, String expected) {
        if (file == null) {
            throw new InvalidOptionException(option, null, expected);
        }
        return file;
    }
}

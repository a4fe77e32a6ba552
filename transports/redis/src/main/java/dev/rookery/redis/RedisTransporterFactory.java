package dev.rookery.redis;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.TransportSettings;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes what {@code rookery.transport=redis} asks for. The options are those of {@link RedisOptions}, but for {@code redisUri} and
 * {@code clientOptions}, which only code can give.
 */
public final class RedisTransporterFactory implements TransporterFactory {

    /** Called by the service loader. */
    public RedisTransporterFactory() {}

    @Override
    public String id() {
        return RedisTransporter.ID;
    }

    @Override
    public Transporter create(TransportSettings settings) {
        var builder = RedisTransporter.builder();
        settings.text("host").ifPresent(builder::host);
        settings.number("port").ifPresent(builder::port);
        settings.number("database").ifPresent(builder::database);
        settings.text("connectionName").ifPresent(builder::connectionName);
        credentials(settings, builder);
        settings.duration("connectTimeout").ifPresent(builder::connectTimeout);
        settings.duration("commandTimeout").ifPresent(builder::commandTimeout);
        settings.duration("keepAlive").ifPresent(builder::keepAlive);
        settings.number("startRetries").ifPresent(builder::startRetries);
        builder.backoff(backoff(settings.section("backoff")));
        settings.flag("wildcards").ifPresent(builder::wildcards);
        settings.flag("claimRequests").ifPresent(builder::claimRequests);
        settings.text("claimPrefix").ifPresent(builder::claimPrefix);
        settings.duration("claimTime").ifPresent(builder::claimTime);
        settings.number("maxReplyChannels").ifPresent(builder::maxReplyChannels);
        settings.number("maxWaitingMessages").ifPresent(builder::maxWaitingMessages);
        tls(settings.section("tls")).ifPresent(builder::tls);
        return builder.build();
    }

    private static void credentials(TransportSettings settings, RedisTransporter.Builder builder) {
        var username = settings.text("username").orElse(null);
        var password = settings.text("password").orElse(null);
        if (username != null) {
            if (password == null) {
                throw new InvalidOptionException("password", null, "the password of the user " + username);
            }
            builder.login(username, password);
        } else if (password != null) {
            builder.password(password);
        }
    }

    private static Backoff backoff(TransportSettings settings) {
        return new Backoff(
                settings.duration("first").orElse(Backoff.DEFAULT.first()),
                settings.duration("longest").orElse(Backoff.DEFAULT.longest()),
                settings.fraction("jitter").orElse(Backoff.DEFAULT.jitter()));
    }

    /** Encrypts as soon as one of the options is there, and {@code enabled} does not say otherwise. */
    private static Optional<RedisTls> tls(TransportSettings settings) {
        var builder = RedisTls.builder();
        var enabled = settings.flag("enabled").orElse(!settings.isEmpty());
        var certificate = settings.text("certificate").map(Path::of).orElse(null);
        var key = settings.text("key").map(Path::of).orElse(null);
        settings.text("keyPassword").ifPresent(builder::keyPassword);
        settings.text("trust").map(Path::of).ifPresent(builder::trust);
        settings.flag("verifyHostname").ifPresent(builder::verifyHostname);
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

package dev.rookery.nats;

import dev.rookery.transport.Backoff;
import dev.rookery.transport.TransportSettings;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;
import java.nio.file.Path;

/**
 * Makes what {@code rookery.transport=nats} asks for. The options are those of {@link NatsOptions}, but for {@code headers} and
 * {@code driver}, which only code can give.
 */
public final class NatsTransporterFactory implements TransporterFactory {

    /** Called by the service loader. */
    public NatsTransporterFactory() {}

    @Override
    public String id() {
        return NatsTransporter.ID;
    }

    @Override
    public Transporter create(TransportSettings settings) {
        var builder = NatsTransporter.builder();
        var servers = settings.list("servers");
        if (!servers.isEmpty()) {
            builder.servers(servers.toArray(String[]::new));
        }
        settings.text("queue").ifPresent(builder::queue);
        settings.text("connectionName").ifPresent(builder::connectionName);
        login(settings, builder);
        settings.tls().ifPresent(builder::tls);
        settings.text("inboxPrefix").ifPresent(builder::inboxPrefix);
        settings.flag("noEcho").ifPresent(builder::noEcho);
        settings.duration("connectTimeout").ifPresent(builder::connectTimeout);
        builder.ping(
                settings.duration("pingInterval").orElse(NatsOptions.DEFAULT_PING_INTERVAL),
                settings.number("maxPingsOut").orElse(NatsOptions.DEFAULT_MAX_PINGS_OUT));
        settings.number("startRetries").ifPresent(builder::startRetries);
        settings.number("maxReconnectAttempts").ifPresent(builder::maxReconnectAttempts);
        builder.backoff(settings.backoff("backoff", Backoff.DEFAULT));
        settings.number("maxWaitingMessages").ifPresent(builder::maxWaitingMessages);
        return builder.build();
    }

    private static void login(TransportSettings settings, NatsTransporter.Builder builder) {
        settings.text("username").ifPresent(builder::username);
        settings.text("password").ifPresent(builder::password);
        settings.text("token").ifPresent(builder::token);
        settings.text("credentialsFile").map(Path::of).ifPresent(builder::credentialsFile);
    }
}

package dev.rookery.redis;

import dev.rookery.transport.Backoff;
import dev.rookery.transport.TransportSettings;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;

/**
 * Makes what {@code rookery.transport=redis} asks for. The options are those of {@link RedisOptions}, but for {@code redisUri} and
 * {@code driver}, which only code can give.
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
        settings.text("username").ifPresent(builder::username);
        settings.text("password").ifPresent(builder::password);
        settings.duration("connectTimeout").ifPresent(builder::connectTimeout);
        settings.duration("commandTimeout").ifPresent(builder::commandTimeout);
        settings.duration("keepAlive").ifPresent(builder::keepAlive);
        settings.number("startRetries").ifPresent(builder::startRetries);
        builder.backoff(settings.backoff("backoff", Backoff.DEFAULT));
        settings.flag("wildcards").ifPresent(builder::wildcards);
        settings.flag("claimRequests").ifPresent(builder::claimRequests);
        settings.text("claimPrefix").ifPresent(builder::claimPrefix);
        settings.duration("claimTime").ifPresent(builder::claimTime);
        settings.number("maxReplyChannels").ifPresent(builder::maxReplyChannels);
        settings.number("maxWaitingMessages").ifPresent(builder::maxWaitingMessages);
        settings.tls().ifPresent(builder::tls);
        return builder.build();
    }
}

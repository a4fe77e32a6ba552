package dev.rookery.rabbitmq;

import dev.rookery.transport.Backoff;
import dev.rookery.transport.TransportSettings;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;

/**
 * Makes what {@code rookery.transport=rabbitmq} asks for. The options are those of {@link RmqOptions}, but for {@code topology},
 * {@code headers}, arguments and {@code driver}, which only code can give.
 */
public final class RmqTransporterFactory implements TransporterFactory {

    /** Called by the service loader. */
    public RmqTransporterFactory() {}

    @Override
    public String id() {
        return RmqTransporter.ID;
    }

    @Override
    public Transporter create(TransportSettings settings) {
        var builder = RmqTransporter.builder();
        connection(settings, builder);
        queue(settings, builder);
        server(settings, builder);
        client(settings, builder);
        return builder.build();
    }

    private static void connection(TransportSettings settings, RmqTransporter.Builder builder) {
        var urls = settings.list("urls");
        if (!urls.isEmpty()) {
            builder.urls(urls.toArray(String[]::new));
        }
        settings.text("username").ifPresent(builder::username);
        settings.text("password").ifPresent(builder::password);
        settings.tls().ifPresent(builder::tls);
        settings.text("connectionName").ifPresent(builder::connectionName);
        settings.duration("heartbeat").ifPresent(builder::heartbeat);
        settings.number("startRetries").ifPresent(builder::startRetries);
        settings.duration("connectTimeout").ifPresent(builder::connectTimeout);
        builder.backoff(settings.backoff("backoff", Backoff.DEFAULT));
        settings.number("maxWaitingMessages").ifPresent(builder::maxWaitingMessages);
        settings.largeNumber("maxUnsentBytes").ifPresent(builder::maxUnsentBytes);
        settings.number("maxMessageBytes").ifPresent(builder::maxMessageBytes);
    }

    private static void queue(TransportSettings settings, RmqTransporter.Builder builder) {
        settings.text("queue").ifPresent(builder::queue);
        builder.queueOptions(queueOptions(settings.section("queueOptions")));
        settings.text("deadLetterQueue").ifPresent(builder::deadLetterQueue);
        settings.flag("wildcards").ifPresent(builder::wildcards);
        settings.text("exchange").ifPresent(builder::exchange);
        settings.text("exchangeType").ifPresent(builder::exchangeType);
        settings.text("routingKey").ifPresent(builder::routingKey);
        settings.flag("assertTopology").ifPresent(builder::assertTopology);
    }

    private static RmqQueueOptions queueOptions(TransportSettings settings) {
        var options = RmqQueueOptions.builder();
        settings.flag("durable").ifPresent(options::durable);
        settings.flag("exclusive").ifPresent(options::exclusive);
        settings.flag("autoDelete").ifPresent(options::autoDelete);
        settings.flag("quorum").filter(quorum -> quorum).ifPresent(quorum -> options.quorum());
        settings.number("deliveryLimit").ifPresent(options::deliveryLimit);
        settings.duration("messageTtl").ifPresent(options::messageTtl);
        settings.duration("expires").ifPresent(options::expires);
        settings.text("deadLetterExchange").ifPresent(options::deadLetterExchange);
        settings.text("deadLetterRoutingKey").ifPresent(options::deadLetterRoutingKey);
        settings.number("maxLength").ifPresent(options::maxLength);
        settings.number("maxPriority").ifPresent(options::maxPriority);
        return options.build();
    }

    private static void server(TransportSettings settings, RmqTransporter.Builder builder) {
        settings.choice("acknowledgement", RmqAcknowledgement.class).ifPresent(builder::acknowledgement);
        settings.choice("failures", RmqFailures.class).ifPresent(builder::failures);
        settings.number("prefetch").ifPresent(builder::prefetch);
        settings.flag("globalPrefetch").ifPresent(builder::globalPrefetch);
        settings.text("consumerTag").ifPresent(builder::consumerTag);
    }

    private static void client(TransportSettings settings, RmqTransporter.Builder builder) {
        settings.text("replyQueue").ifPresent(builder::replyQueue);
        settings.flag("persistent").ifPresent(builder::persistent);
        settings.flag("mandatory").ifPresent(builder::mandatory);
        settings.flag("publisherConfirms").ifPresent(builder::publisherConfirms);
    }
}

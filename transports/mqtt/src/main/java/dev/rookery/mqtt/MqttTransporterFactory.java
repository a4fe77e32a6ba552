package dev.rookery.mqtt;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.TransportSettings;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes what {@code rookery.transport=mqtt} asks for. The options are those of {@link MqttOptions}, but for {@code userProperties} and the driver's
 * own, which only code can give.
 */
public final class MqttTransporterFactory implements TransporterFactory {

    /** Called by the service loader. */
    public MqttTransporterFactory() {}

    @Override
    public String id() {
        return MqttTransporter.ID;
    }

    @Override
    public Transporter create(TransportSettings settings) {
        var builder = MqttTransporter.builder();
        settings.text("url").ifPresent(builder::url);
        settings.choice("version", MqttVersion.class).ifPresent(builder::version);
        settings.text("username").ifPresent(builder::username);
        settings.text("password").ifPresent(builder::password);
        builder.session(session(settings.section("session")));
        builder.subscribeOptions(subscribeOptions(settings.section("subscribeOptions")));
        settings.text("sharedGroup").ifPresent(builder::sharedGroup);
        settings.number("startRetries").ifPresent(builder::startRetries);
        settings.duration("connectTimeout").ifPresent(builder::connectTimeout);
        builder.backoff(settings.backoff("backoff", Backoff.DEFAULT));
        settings.number("maxReplyTopics").ifPresent(builder::maxReplyTopics);
        settings.number("maxWaitingMessages").ifPresent(builder::maxWaitingMessages);
        settings.largeNumber("maxUnsentBytes").ifPresent(builder::maxUnsentBytes);
        settings.number("maxPacketBytes").ifPresent(builder::maxPacketBytes);
        settings.tls().ifPresent(builder::tls);
        will(settings.section("will")).ifPresent(builder::will);
        return builder.build();
    }

    private static MqttSession session(TransportSettings settings) {
        var usual = MqttSession.DEFAULT;
        return new MqttSession(
                settings.text("clientId").orElse(null),
                settings.flag("cleanStart").orElse(usual.cleanStart()),
                settings.duration("expiry").orElse(usual.expiry()),
                settings.duration("keepAlive").orElse(usual.keepAlive()),
                settings.number("receiveMaximum").orElse(usual.receiveMaximum()));
    }

    private static MqttSubscribeOptions subscribeOptions(TransportSettings settings) {
        var usual = MqttSubscribeOptions.DEFAULT;
        return new MqttSubscribeOptions(
                settings.number("qos").orElse(usual.qos()),
                settings.flag("noLocal").orElse(usual.noLocal()),
                settings.flag("retainAsPublished").orElse(usual.retainAsPublished()),
                settings.choice("retainHandling", MqttSubscribeOptions.RetainHandling.class)
                        .orElse(usual.retainHandling()));
    }

    private static Optional<MqttWill> will(TransportSettings settings) {
        var topic = settings.text("topic");
        var payload = settings.text("payload").orElse("");
        int qos = settings.number("qos").orElse(0);
        boolean retain = settings.flag("retain").orElse(false);
        var delay = settings.duration("delay").orElse(Duration.ZERO);
        if (topic.isEmpty() && !settings.isEmpty()) {
            throw new InvalidOptionException("will.topic", null, "the topic that the will is published to");
        }
        return topic.map(place -> new MqttWill(place, payload, qos, retain, delay));
    }
}

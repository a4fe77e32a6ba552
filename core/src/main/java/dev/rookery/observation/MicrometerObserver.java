package dev.rookery.observation;

import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.transport.MessageContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;

/**
 * An observation for each message and each call: {@code rookery.server} and {@code rookery.client}, with the low-cardinality keys
 * {@code messaging.destination} (the route) and {@code messaging.kind} ({@code request} or {@code event}). A tracer that is registered with the
 * observation registry carries its context in headers, or in the packet's metadata where a transport has none.
 *
 * <p>Needs {@code io.micrometer:micrometer-observation} on the class path.
 */
public final class MicrometerObserver implements ExchangeObserver {
    private final ObservationRegistry registry;

    /**
     * Observes with a registry.
     *
     * @param registry where observations go
     */
    public MicrometerObserver(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Observed handling(ExecutionContext context) {
        var receiver = new ReceiverContext<ExecutionContext>(
                (carrier, name) -> carrier.as(MessageContext.class)
                        .flatMap(message -> message.header(name))
                        .orElse(null),
                Kind.SERVER);
        receiver.setCarrier(context);
        return started("rookery.server", receiver, context.route(), context.isEvent());
    }

    @Override
    public Observed calling(OutgoingMessage message) {
        var sender = new SenderContext<OutgoingMessage>(
                (carrier, name, value) -> {
                    if (carrier != null) {
                        carrier.header(name, value);
                    }
                },
                message.isEvent() ? Kind.PRODUCER : Kind.CLIENT);
        sender.setCarrier(message);
        return started("rookery.client", sender, message.pattern().route(), message.isEvent());
    }

    private Observed started(String name, Observation.Context context, String route, boolean event) {
        var observation = Observation.createNotStarted(name, () -> context, registry)
                .lowCardinalityKeyValue("messaging.destination", route)
                .lowCardinalityKeyValue("messaging.kind", event ? "event" : "request")
                .contextualName(route)
                .start();
        return new Running(observation);
    }

    /** An observation that was started. */
    private record Running(Observation observation) implements Observed {
        @Override
        public Scope open() {
            var scope = observation.openScope();
            return scope::close;
        }

        @Override
        public void failed(Throwable error) {
            observation.error(error);
        }

        @Override
        public void ended() {
            observation.stop();
        }
    }
}

package dev.rookery.server;

import static org.awaitility.Awaitility.await;

import dev.rookery.codec.Body;
import dev.rookery.codec.ErrorBody;
import dev.rookery.handler.internal.BoundHandler;
import dev.rookery.handler.internal.HandlerDiscovery;
import dev.rookery.pipeline.ComponentFactory;
import dev.rookery.pipeline.PipelineComponents;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.Inbound;
import dev.rookery.transport.MessageContext;
import dev.rookery.transport.Outcome;
import dev.rookery.transport.ReplySink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A dispatcher without a transport: messages are put in by hand, replies lie open. */
final class Bench implements AutoCloseable {
    final Dispatcher dispatcher;

    Bench(Object controller) {
        this(controller, options -> {}, PipelineComponents.NONE);
    }

    Bench(Object controller, Consumer<ServerOptions.Builder> change) {
        this(controller, change, PipelineComponents.NONE);
    }

    Bench(Object controller, Consumer<ServerOptions.Builder> change, PipelineComponents components) {
        var options = ServerOptions.builder();
        change.accept(options);
        var routes = new RouteTable(bound(controller, components), Optional.empty());
        this.dispatcher = new Dispatcher("bench", options.build(), routes, () -> {}, () -> {});
    }

    static List<BoundHandler> bound(Object controller, PipelineComponents components) {
        return HandlerDiscovery.handlersOf(controller).stream()
                .map(definition -> new BoundHandler(definition, components, ComponentFactory.byConstructor()))
                .toList();
    }

    Exchange send(String pattern, ReplySink sink) {
        return send(pattern, false, null, sink);
    }

    Exchange send(String pattern, boolean event, @Nullable Object orderKey, ReplySink sink) {
        var route = dispatcher.match(pattern).orElse(null);
        return dispatcher.dispatch(new Inbound(route, event, Body.absent(), new Context(pattern), orderKey), sink);
    }

    static Outcome outcome(Exchange exchange) throws Exception {
        return exchange.outcome().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Until every message has given its place back. */
    void awaitIdle() {
        await().atMost(5, TimeUnit.SECONDS).until(() -> dispatcher.inFlight() == 0);
    }

    @Override
    public void close() {
        dispatcher.drain(Duration.ZERO);
    }

    record Context(String pattern) implements MessageContext {
        @Override
        public String transport() {
            return "bench";
        }
    }

    /** What was sent, in order: values, then {@code last:…}, {@code error:…} or {@code end}. */
    static class Sink implements ReplySink {
        final List<String> sent = new CopyOnWriteArrayList<>();
        final AtomicInteger ends = new AtomicInteger();

        @Override
        public void next(@Nullable Object value, boolean last) {
            sent.add(last ? "last:" + value : String.valueOf(value));
            if (last) {
                ends.incrementAndGet();
            }
        }

        @Override
        public void error(Throwable cause, ErrorBody mapped) {
            sent.add("error:" + cause.getClass().getSimpleName() + ":" + mapped.value());
            ends.incrementAndGet();
        }

        @Override
        public void complete() {
            sent.add("end");
            ends.incrementAndGet();
        }
    }
}

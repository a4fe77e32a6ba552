package dev.rookery;

import dev.rookery.handler.HandlerDescription;
import dev.rookery.internal.EarlyStart;
import dev.rookery.module.Container;
import dev.rookery.pipeline.PipelineComponents;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.TransportEvent;
import dev.rookery.transport.Transporter;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** One of the ways on which messages reach an application. Safe for use by several threads. */
public final class Listener extends GlobalPipeline<Listener> {
    private final Transporter transporter;
    private final ServerOptions options;
    private final EarlyStart<Transporter> preloaded;
    private final Sinks.One<MicroserviceServer> whenBound = Sinks.one();
    private PipelineComponents own = PipelineComponents.NONE;
    private boolean sharesPipeline = true;
    private volatile boolean stopped;
    private volatile @Nullable MicroserviceServer server;

    Listener(Transporter transporter, ServerOptions options) {
        this.transporter = Objects.requireNonNull(transporter, "transporter");
        this.options = Objects.requireNonNull(options, "options");
        this.preloaded = EarlyStart.of("rookery-" + transporter.id() + "-preload", () -> {
            transporter.preload();
            return transporter;
        });
    }

    @Override
    synchronized Listener add(String method, PipelineComponents added) {
        requireUnbound(method);
        own = own.plus(added);
        return this;
    }

    /**
     * Keeps the global components of the application, and those that modules provide with {@link dev.rookery.module.Global}, away from
     * the handlers on this listener; what Nest does unless {@code inheritAppConfig} is set. Components of controllers and methods apply as ever.
     *
     * @return this
     * @throws IllegalStateException if the application was started
     */
    public synchronized Listener withoutApplicationPipeline() {
        requireUnbound("withoutApplicationPipeline");
        sharesPipeline = false;
        return this;
    }

    private void requireUnbound(String method) {
        if (server != null) {
            throw new IllegalStateException(
                    method + "(…) comes too late: the listener on " + transporter + " was started. Call it first");
        }
    }

    /** Binds the controllers of an application, unless it was stopped before, and opens nothing. */
    synchronized void bind(Container container, PipelineComponents globals) {
        if (stopped) {
            return;
        }
        var builder = MicroserviceServer.builder()
                .transporter(preloaded.get())
                .amongOthers()
                .options(options)
                .global(sharesPipeline ? globals.plus(own) : own);
        for (var controller : container.controllers()) {
            builder.controller(controller.source(), controller.components());
        }
        var bound = builder.build();
        server = bound;
        whenBound.tryEmitValue(bound);
    }

    /** Opens it, unless it was stopped before. */
    synchronized void start() {
        if (!stopped) {
            started().start();
        }
    }

    void drain() {
        var bound = server;
        if (bound != null) {
            bound.drain(options.drainTimeout());
        }
    }

    void close() {
        whenBound.tryEmitEmpty();
        var bound = server;
        if (bound != null) {
            bound.close();
        }
    }

    Duration drainTimeout() {
        return options.drainTimeout();
    }

    /** What serves here; empty before the start, and for ever where it was stopped before that. */
    Optional<MicroserviceServer> bound() {
        return Optional.ofNullable(server);
    }

    private MicroserviceServer started() {
        return bound().orElseThrow(() -> new IllegalStateException(
                "The listener on " + transporter + " was not started: start the application first"));
    }

    /**
     * Stops this listener and leaves the others: no message gets in any more, handlers get the time of {@code drainTimeout}, then the
     * transport closes. Blocks. A listener that was not started is not started any more either; a second call does nothing. Where another
     * thread is about to start it, that is waited for first.
     */
    public void stop() {
        stopped = true;
        synchronized (this) { // what is being started is closed when it is
            close();
        }
    }

    /**
     * The handlers that serve here, with what stands around each.
     *
     * @return the handlers, in the order of their controllers; empty before the start
     */
    public List<HandlerDescription> handlers() {
        var bound = server;
        return bound == null ? List.of() : bound.handlers();
    }

    /**
     * The transport.
     *
     * @return what the listener was made with
     */
    public Transporter transporter() {
        return transporter;
    }

    /**
     * Where it listens.
     *
     * @return the addresses, with the real port; empty for brokers, before the start and after the end
     */
    public List<SocketAddress> addresses() {
        var bound = server;
        return bound == null ? List.of() : bound.addresses();
    }

    /**
     * What the transport's connection is like. May be asked for before the start.
     *
     * @return the status from the start on, then each change
     */
    public Flux<ConnectionStatus> status() {
        return whenBound.asMono().flatMapMany(MicroserviceServer::status);
    }

    /**
     * Hears what happens in the driver. May be called before the start, so that nothing is missed.
     *
     * @param event what kind of thing
     * @param heard told of each, on the driver's threads; it must not block
     * @param <T> what is told
     * @return ends the hearing
     */
    public <T> Disposable on(TransportEvent<T> event, Consumer<? super T> heard) {
        var hearing = Disposables.composite();
        hearing.add(whenBound.asMono().subscribe(bound -> hearing.add(bound.on(event, heard))));
        return hearing;
    }

    /**
     * The driver's own object.
     *
     * @param driverType its type
     * @param <T> its type
     * @return the object
     * @throws IllegalArgumentException if there is none of that type
     * @throws IllegalStateException if the application was not started
     */
    public <T> T unwrap(Class<T> driverType) {
        return started().unwrap(driverType);
    }
}

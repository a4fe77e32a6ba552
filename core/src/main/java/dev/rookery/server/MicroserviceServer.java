package dev.rookery.server;

import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.handler.ControllerSource;
import dev.rookery.handler.HandlerDefinition;
import dev.rookery.handler.HandlerDescription;
import dev.rookery.handler.internal.BoundHandler;
import dev.rookery.internal.Listening;
import dev.rookery.internal.Uninterrupted;
import dev.rookery.pipeline.ComponentFactory;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.pipeline.Pipe;
import dev.rookery.pipeline.PipelineComponents;
import dev.rookery.pipeline.PreRequestHook;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.TransportEvent;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.TransportSignal;
import dev.rookery.transport.Transporter;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * Serves controllers over one transport, without modules or a container:
 * {@code MicroserviceServer.builder().controller(new MathController()).transporter(transporter).start()}.
 *
 * <p>Safe for use by several threads.
 */
public final class MicroserviceServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MicroserviceServer.class);

    private final Transporter transporter;
    private final ServerOptions options;
    private final List<BoundHandler> handlers;
    private final List<HandlerDefinition> skipped;
    private final Dispatcher dispatcher;
    private final TransportServer server;
    private volatile boolean stopping;
    private State state = State.BUILT;
    private @Nullable DrainReport report;

    private MicroserviceServer(Builder builder, Transporter transporter) {
        this.transporter = transporter;
        this.options = builder.options;
        var binding = HandlerBinding.of(
                transporter, builder.controllers, builder.components, builder.factory, builder.amongOthers);
        this.handlers = binding.bound();
        this.skipped = binding.skipped();
        var routes = new RouteTable(handlers, transporter.wildcards());
        this.dispatcher = new Dispatcher(transporter.id(), options, routes, this::pauseIntake, this::resumeIntake);
        this.server = transporter.newServer(dispatcher);
    }

    private void pauseIntake() {
        server.pauseIntake();
    }

    private void resumeIntake() {
        if (!stopping) {
            server.resumeIntake();
        }
    }

    /**
     * Begins with no controllers.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts to serve. Called once, on what {@link Builder#build} made. Blocks until messages can arrive.
     *
     * @throws IllegalStateException if it was started or closed before
     * @throws dev.rookery.error.StartException if the transport cannot start; nothing is left open
     */
    public synchronized void start() {
        if (state != State.BUILT) {
            throw new IllegalStateException("The server on " + transporter + " was "
                    + (state == State.STARTED ? "started" : "closed") + " before: build another one");
        }
        var began = System.nanoTime();
        logHandlers();
        try {
            server.start();
        } catch (RuntimeException error) {
            abandon();
            throw error;
        }
        state = State.STARTED;
        LOG.info(
                "Ready on {} in {} ms: {}",
                server.addresses().isEmpty() ? transporter : transporter.id() + " " + addressText(),
                Duration.ofNanos(System.nanoTime() - began).toMillis(),
                counted(handlers.size(), "handler"));
    }

    private static String counted(long number, String things) {
        return number + " " + things + (number == 1 ? "" : "s");
    }

    private void logHandlers() {
        if (LOG.isDebugEnabled()) {
            LOG.debug("Handlers on {}:\n{}", transporter, HandlerTable.of(handlers()));
        }
    }

    private void abandon() {
        state = State.CLOSED;
        server.close(Duration.ZERO);
        report = dispatcher.drain(Duration.ZERO);
    }

    private String addressText() {
        return server.addresses().stream().map(Listening::text).collect(Collectors.joining(", "));
    }

    /**
     * The handlers that serve on this transport, with what stands around each.
     *
     * @return the handlers, in the order of their controllers
     */
    public List<HandlerDescription> handlers() {
        return handlers.stream()
                .map(handler -> handler.describe(transporter.id()))
                .toList();
    }

    /**
     * The handlers of its controllers that do not serve here, since they are bound to another transport.
     *
     * @return the definitions, in the order of their controllers
     */
    public List<HandlerDefinition> skipped() {
        return skipped;
    }

    /**
     * The transport.
     *
     * @return what was given to the builder
     */
    public Transporter transporter() {
        return transporter;
    }

    /**
     * Where it listens.
     *
     * @return the addresses, with the real port; empty for brokers
     */
    public List<SocketAddress> addresses() {
        return server.addresses();
    }

    /**
     * What the transport's connection is like.
     *
     * @return the current status, then each change
     */
    public Flux<ConnectionStatus> status() {
        return server.status();
    }

    /**
     * Hears what happens in the driver.
     *
     * @param event what kind of thing
     * @param listener told of each, on the driver's threads; it must not block
     * @param <T> what is told
     * @return ends the hearing
     */
    public <T> Disposable on(TransportEvent<T> event, Consumer<? super T> listener) {
        return listen(server.events(), event, listener);
    }

    private static <T> Disposable listen(
            Flux<TransportSignal<?>> events, TransportEvent<T> event, Consumer<? super T> listener) {
        return events.filter(signal -> signal.event().equals(event))
                .map(signal -> event.type().cast(signal.value()))
                .subscribe(listener);
    }

    /**
     * The driver's own object.
     *
     * @param driverType its type
     * @param <T> its type
     * @return the object
     * @throws IllegalArgumentException if there is none of that type
     * @throws IllegalStateException if it does not exist yet or any more
     */
    public <T> T unwrap(Class<T> driverType) {
        return server.unwrap(driverType);
    }

    /**
     * How many messages are being handled.
     *
     * @return the number at this moment
     */
    public int inFlight() {
        return dispatcher.inFlight();
    }

    /** Stops, as {@link #stop} with the drain timeout of the options. */
    @Override
    public void close() {
        stop(options.drainTimeout());
    }

    /**
     * Lets no message in and waits for handlers; those that take too long are interrupted, and their callers get an {@code UNAVAILABLE}
     * error. The transport stays open until {@link #stop}, so that what handlers used can be closed before it. Blocks. A second call
     * returns the first one's report. An interrupt that came before does not cut it short, and is there again afterwards.
     *
     * @param limit how long handlers may go on; zero interrupts them at once
     * @return how it went
     */
    public synchronized DrainReport drain(Duration limit) {
        return Uninterrupted.call(() -> drainOnce(limit));
    }

    private DrainReport drainOnce(Duration limit) {
        if (report == null) {
            stopping = true;
            var before = dispatcher.admitted();
            if (state == State.STARTED) {
                server.endIntake();
            }
            report = dispatcher.drain(limit, before);
        }
        return report;
    }

    /**
     * Stops: drains, unless {@link #drain} has done so, then sends what is still to be sent, and closes the transport. Blocks. A second
     * call returns the first one's report. An interrupt that came before does not cut it short, and is there again afterwards.
     *
     * @param limit how long handlers may go on; zero interrupts them at once
     * @return how it went
     */
    public synchronized DrainReport stop(Duration limit) {
        return Uninterrupted.call(() -> stopOnce(limit));
    }

    private DrainReport stopOnce(Duration limit) {
        if (state == State.BUILT) {
            abandon();
        }
        var drained = drain(limit);
        if (state == State.STARTED) {
            state = State.CLOSED;
            server.close(limit.isZero() ? Duration.ZERO : Duration.ofSeconds(1));
            logStop(drained);
        }
        return drained;
    }

    private void logStop(DrainReport drained) {
        if (drained.isClean()) {
            LOG.info(
                    "Stopped {} in {} ms: {} in flight, all finished",
                    transporter.id(),
                    drained.took().toMillis(),
                    counted(drained.inFlight(), "message"));
        } else {
            LOG.warn(
                    "Stopped {} in {} ms: {} in flight, {} interrupted since the time was over (drainTimeout): {}",
                    transporter.id(),
                    drained.took().toMillis(),
                    counted(drained.inFlight(), "message"),
                    drained.interrupted().size(),
                    drained.interrupted().stream().distinct().limit(10).toList());
        }
    }

    private enum State {
        BUILT,
        STARTED,
        CLOSED
    }

    /** Builds a server. Used by one thread. */
    public static final class Builder {
        private final List<HandlerBinding.Served> controllers = new ArrayList<>();
        private PipelineComponents components = PipelineComponents.NONE;
        private ComponentFactory factory = ComponentFactory.byConstructor();
        private ServerOptions options = ServerOptions.defaults();
        private @Nullable Transporter transporter;
        private boolean amongOthers;

        private Builder() {}

        /**
         * Adds a controller. It needs no annotation here.
         *
         * @param controller the instance
         * @return this builder
         */
        public Builder controller(Object controller) {
            controllers.add(new HandlerBinding.Served(new ControllerSource.Shared(controller), null));
            return this;
        }

        /**
         * Adds a controller whose components come from a place of their own. It needs no annotation here.
         *
         * @param controller the instance
         * @param itsComponents where instances of guards, pipes, interceptors and filters come from that its annotations name
         * @return this builder
         */
        public Builder controller(Object controller, ComponentFactory itsComponents) {
            return controller(new ControllerSource.Shared(controller), itsComponents);
        }

        /**
         * Adds a controller that may be made anew for each message. It needs no annotation here.
         *
         * @param controller where the instance comes from
         * @param itsComponents where instances of guards, pipes, interceptors and filters come from that its annotations name
         * @return this builder
         */
        public Builder controller(ControllerSource controller, ComponentFactory itsComponents) {
            controllers.add(new HandlerBinding.Served(
                    Objects.requireNonNull(controller, "controller"),
                    Objects.requireNonNull(itsComponents, "itsComponents")));
            return this;
        }

        /**
         * Sets the transport.
         *
         * @param value the transport
         * @return this builder
         */
        public Builder transporter(Transporter value) {
            this.transporter = Objects.requireNonNull(value, "transporter");
            return this;
        }

        /**
         * Sets the options. Default: {@link ServerOptions#defaults()}.
         *
         * @param value the options
         * @return this builder
         */
        public Builder options(ServerOptions value) {
            this.options = Objects.requireNonNull(value, "options");
            return this;
        }

        /**
         * Sets where instances of guards, pipes, interceptors and filters come from that annotations name. Default: their constructors
         * without parameters.
         *
         * @param value the factory
         * @return this builder
         */
        public Builder components(ComponentFactory value) {
            this.factory = Objects.requireNonNull(value, "components");
            return this;
        }

        /**
         * Adds hooks for every handler.
         *
         * @param hooks in order
         * @return this builder
         */
        public Builder globalHooks(PreRequestHook... hooks) {
            return global(new PipelineComponents(List.of(hooks), List.of(), List.of(), List.of(), List.of()));
        }

        /**
         * Adds guards for every handler.
         *
         * @param guards in order
         * @return this builder
         */
        public Builder globalGuards(Guard... guards) {
            return global(new PipelineComponents(List.of(), List.of(guards), List.of(), List.of(), List.of()));
        }

        /**
         * Adds interceptors for every handler.
         *
         * @param interceptors the outermost first
         * @return this builder
         */
        public Builder globalInterceptors(Interceptor... interceptors) {
            return global(new PipelineComponents(List.of(), List.of(), List.of(interceptors), List.of(), List.of()));
        }

        /**
         * Adds pipes for every parameter.
         *
         * @param pipes in order
         * @return this builder
         */
        public Builder globalPipes(Pipe<?, ?>... pipes) {
            return global(new PipelineComponents(List.of(), List.of(), List.of(), List.of(pipes), List.of()));
        }

        /**
         * Adds filters for every handler.
         *
         * @param filters of several for the same type of error the last one is asked
         * @return this builder
         */
        public Builder globalFilters(ExceptionFilter<?>... filters) {
            return global(new PipelineComponents(List.of(), List.of(), List.of(), List.of(), List.of(filters)));
        }

        /**
         * Adds components for every handler, after those that were added before.
         *
         * @param added the components
         * @return this builder
         */
        public Builder global(PipelineComponents added) {
            this.components = components.plus(added);
            return this;
        }

        /**
         * Tells that the same controllers have servers on other transports too, so that a handler whose annotation means nothing on this one is no
         * mistake. It is then among {@link MicroserviceServer#skipped}. By default it is an error.
         *
         * @return this builder
         */
        public Builder amongOthers() {
            this.amongOthers = true;
            return this;
        }

        /**
         * Binds the handlers, and opens nothing. The server is to be started, or closed.
         *
         * @return a server that does not serve yet
         * @throws HandlerDefinitionException if a handler cannot be as it is written
         */
        public MicroserviceServer build() {
            if (transporter == null) {
                throw new InvalidOptionException(
                        "transporter", null, "a transporter, as in TcpTransporter.builder().build()");
            }
            return new MicroserviceServer(this, transporter);
        }

        /**
         * Starts to serve. Blocks until messages can arrive.
         *
         * @return the running server, to be closed
         * @throws HandlerDefinitionException if a handler cannot be as it is written
         * @throws dev.rookery.error.StartException if the transport cannot start; nothing is left open
         */
        public MicroserviceServer start() {
            var server = build();
            server.start();
            return server;
        }
    }
}

package dev.rookery.client;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.observation.ExchangeObserver.Observed;
import dev.rookery.observation.OutgoingMessage;
import dev.rookery.pattern.Pattern;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.TransportEvent;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A client of a transport, or a view of one with a timeout of its own. */
final class TransportClientProxy implements ClientProxy {
    private static final Logger LOG = LoggerFactory.getLogger(ClientProxy.class);

    private final ClientCore core;
    private final Duration timeout;

    TransportClientProxy(ClientCore core, Duration timeout) {
        this.core = core;
        this.timeout = timeout;
    }

    @Override
    public <T> Flux<T> send(Pattern pattern, boolean hasData, @Nullable Object data, Type type) {
        return new ReplyFlux<>(core, spec(pattern, hasData, data, type, false));
    }

    @Override
    public <T> Mono<T> request(Pattern pattern, boolean hasData, @Nullable Object data, Type type) {
        return new ReplyMono<>(core, spec(pattern, hasData, data, type, true));
    }

    private CallSpec spec(Pattern pattern, boolean hasData, @Nullable Object data, Type type, boolean single) {
        Objects.requireNonNull(pattern, "pattern");
        Objects.requireNonNull(type, "type");
        return new CallSpec(pattern, hasData, data, type, timeout, single);
    }

    @Override
    public Mono<Void> emit(Pattern pattern, boolean hasData, @Nullable Object data) {
        var message = new OutgoingMessage(Objects.requireNonNull(pattern, "pattern"), data, true);
        Mono<Void> taken;
        var observed = Observed.NONE;
        try {
            core.requireOpen();
            observed = core.options().observer().calling(message);
            var hook = core.options().dispatchHook();
            if (hook != null) {
                hook.accept(message);
            }
            taken = core.client().emit(core.outbound(message, hasData)).cache();
        } catch (RuntimeException error) { // the hook's, too
            taken = Mono.error(error);
        }
        watch(taken, pattern, observed);
        return taken;
    }

    private static void watch(Mono<Void> taken, Pattern pattern, Observed observed) {
        taken.subscribe(
                nothing -> {},
                error -> {
                    LOG.warn("The event {} was not sent: {}", pattern.route(), error.getMessage());
                    tell(pattern, () -> {
                        observed.failed(error);
                        observed.ended();
                    });
                },
                () -> tell(pattern, observed::ended));
    }

    private static void tell(Pattern pattern, Runnable observer) {
        try {
            observer.run();
        } catch (RuntimeException | Error error) {
            LOG.warn("The observer of {} failed", pattern.route(), error);
        }
    }

    @Override
    public Pattern pattern(String text) {
        return core.pattern(Objects.requireNonNull(text, "pattern"));
    }

    @Override
    public <T> T as(Class<T> contract) {
        return TypedClient.create(this, contract, method -> {
            throw ContractMethod.notOne(method, 0);
        });
    }

    @Override
    public <T> T as(Class<T> contract, Function<Method, String> naming) {
        return TypedClient.create(this, contract, naming);
    }

    @Override
    public ClientProxy withTimeout(Duration value) {
        if (value.isNegative()) {
            throw new InvalidOptionException("timeout", value, ">= 0, where 0 waits for ever");
        }
        return new TransportClientProxy(core, value);
    }

    @Override
    public Mono<Void> connect() {
        return Mono.defer(() -> {
            core.requireOpen();
            return core.client().connect();
        });
    }

    @Override
    public Flux<ConnectionStatus> status() {
        return core.client().status();
    }

    @Override
    public <T> Disposable on(TransportEvent<T> event, Consumer<? super T> listener) {
        return core.client()
                .events()
                .filter(signal -> signal.event().equals(event))
                .map(signal -> event.type().cast(signal.value()))
                .subscribe(listener);
    }

    @Override
    public <T> T unwrap(Class<T> driverType) {
        return core.client().unwrap(driverType);
    }

    @Override
    public void close() {
        core.close();
    }
}

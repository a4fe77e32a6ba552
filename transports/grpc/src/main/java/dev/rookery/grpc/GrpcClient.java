package dev.rookery.grpc;

import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.StartException;
import dev.rookery.error.UnserializableValueException;
import dev.rookery.pipeline.CurrentMessage;
import dev.rookery.transport.Call;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.Outbound;
import dev.rookery.transport.PendingReply;
import dev.rookery.transport.Signals;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportSignal;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ConnectivityState;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls services over one channel, which is made at the first call. */
final class GrpcClient implements TransportClient {
    private final GrpcOptions options;
    private final Services services;
    private final Messages messages;
    private final Signals signals = new Signals(GrpcStatus.DISCONNECTED);
    private final Map<String, Rpc> rpcs = new ConcurrentHashMap<>();
    private final ChannelOnDemand channels;
    private final CallOptions settings;

    GrpcClient(GrpcOptions options, Services services, ClientRuntime runtime) {
        this.options = options;
        this.services = services;
        this.messages = new Messages(runtime.codec(), options);
        this.channels = new ChannelOnDemand(options, signals);
        this.settings = settings(options);
    }

    private static CallOptions settings(GrpcOptions options) {
        var settings = CallOptions.DEFAULT;
        if (options.compression() != null) {
            settings = settings.withCompression(options.compression());
        }
        if (options.callCredentials() != null) {
            settings = settings.withCallCredentials(options.callCredentials());
        }
        return settings;
    }

    Messages messages() {
        return messages;
    }

    String address() {
        return options.address();
    }

    boolean isClosed() {
        return channels.isClosed();
    }

    @Override
    public Mono<Void> connect() {
        return Mono.create(sink -> {
            awaitReady(channels.get(), new Waiting(sink::success, sink::error), false);
        });
    }

    /** Who waits for a connection. */
    private record Waiting(Runnable ready, Consumer<Throwable> failed) {}

    private void awaitReady(ManagedChannel channel, Waiting waiting, boolean tried) {
        var state = channel.getState(true);
        switch (state) {
            case READY -> waiting.ready().run();
            case SHUTDOWN ->
                waiting.failed().accept(new ClientClosedException("The client of " + address() + " is closed"));
            case TRANSIENT_FAILURE -> {
                if (tried) {
                    waiting.failed()
                            .accept(new ConnectionRefusedException("Nobody is reached at " + address()
                                    + ": start the service, or correct host and port"));
                } else { // which it does not leave while it tries again and again, so that its end cannot be waited for
                    channel.enterIdle();
                    awaitReady(channel, waiting, true);
                }
            }
            case CONNECTING, IDLE -> channel.notifyWhenStateChanged(state, () -> awaitReady(channel, waiting, true));
        }
    }

    @Override
    public Call request(Outbound request, PendingReply reply) {
        var rpc = rpc(request.pattern().route());
        var channel = tryingAgain();
        var answered = new Answered(request.record() instanceof GrpcRecord record ? record : null);
        var deadline = deadline(rpc, reply);
        var callOptions = settings.withStreamTracerFactory(answered);
        var driver = channel.newCall(rpc.driver(), deadline == null ? callOptions : callOptions.withDeadline(deadline));
        var call = new OutgoingCall(this, rpc, driver, reply, deadline, answered);
        if (rpc.clientStreams()) {
            call.send(new RequestSender(driver, stream(request, rpc), rpc, messages), metadata(request));
        } else {
            call.send(single(request, rpc), metadata(request));
        }
        return call;
    }

    /** A channel that could not connect waits for a while before it tries again; a call is a reason to do so at once. */
    private ManagedChannel tryingAgain() {
        var channel = channels.get();
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            channel.enterIdle();
        }
        return channel;
    }

    private Rpc rpc(String pattern) {
        var known = rpcs.get(pattern);
        if (known != null) {
            return known;
        }
        try {
            var found = services.require(pattern);
            rpcs.put(pattern, found);
            return found;
        } catch (StartException missing) {
            throw new NoHandlerException(missing.getMessage() == null ? pattern : missing.getMessage());
        }
    }

    /** A request without data is a message without fields. */
    private byte[] single(Outbound request, Rpc rpc) {
        if (request.data() instanceof Publisher<?>) {
            throw new UnserializableValueException(rpc.name() + " takes one request, and was given a stream of them");
        }
        return request.data() == null ? new byte[0] : messages.write(request.data(), rpc.input());
    }

    private static Publisher<?> stream(Outbound request, Rpc rpc) {
        return switch (request.data()) {
            case null -> Flux.empty();
            case Publisher<?> publisher -> publisher;
            case Iterable<?> values -> Flux.fromIterable(values);
            case Stream<?> values -> Flux.fromStream(values);
            default ->
                throw new UnserializableValueException(
                        rpc.name() + " takes a stream of requests (expected: a Flux, an Iterable or a Stream)");
        };
    }

    private static Metadata metadata(Outbound request) {
        var metadata = MetadataText.metadata(request.headers());
        if (request.record() instanceof GrpcRecord record) {
            for (var name : record.headers().keySet()) {
                metadata.discardAll(MetadataText.key(name));
            }
            metadata.merge(record.metadata());
        }
        return metadata;
    }

    /** When the caller stops waiting: after its timeout, where it has one for all there is; never later than who calls the handler that calls. */
    private static @Nullable Deadline deadline(Rpc rpc, PendingReply reply) {
        var timeout = reply.timeout();
        var own = rpc.serverStreams() || timeout.isZero()
                ? null
                : Deadline.after(timeout.toNanos(), TimeUnit.NANOSECONDS);
        var inherited = CurrentMessage.SCOPE.isBound()
                ? CurrentMessage.SCOPE
                        .get()
                        .as(GrpcContext.class)
                        .flatMap(GrpcContext::deadline)
                        .orElse(null)
                : null;
        if (own == null || inherited == null) {
            return own == null ? inherited : own;
        }
        return own.minimum(inherited);
    }

    @Override
    public Mono<Void> emit(Outbound event) {
        return Mono.error(new UnsupportedOperationException("gRPC carries no events such as "
                + event.pattern().route() + ": send a request, or emit over another transport"));
    }

    @Override
    public void close(Duration grace) {
        channels.close(grace);
        signals.status(GrpcStatus.CLOSED);
    }

    @Override
    public Flux<ConnectionStatus> status() {
        return signals.statuses();
    }

    @Override
    public Flux<TransportSignal<?>> events() {
        return signals.events();
    }

    @Override
    public <T> T unwrap(Class<T> driverType) {
        if (!driverType.isAssignableFrom(ManagedChannel.class) || !Channel.class.isAssignableFrom(driverType)) {
            throw new IllegalArgumentException("gRPC has no " + driverType.getName() + " here (expected: "
                    + Channel.class.getName() + ", for generated stubs)");
        }
        return driverType.cast(channels.get());
    }
}

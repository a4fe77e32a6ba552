package dev.rookery.grpc;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Descriptors.Descriptor;
import dev.rookery.codec.Body;
import dev.rookery.error.InvalidPayloadException;
import io.grpc.ServerCall;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;

/**
 * A payload that is a stream of messages. It reads from the wire what its one subscriber asks for, and nothing before there is one, so that nothing
 * is held here. What the handler does with a message happens on virtual threads, one after the other, and never on the driver's.
 */
final class RequestStream implements Body, Publisher<byte[]>, Subscription {
    private static final Object COMPLETE = new Object();
    static final int READ_AHEAD = 16;

    private final ServerCall<?, ?> call;
    private final ServerReply reply;
    private final Messages messages;
    private final Descriptor type;
    private volatile boolean cancelled;
    // guarded by this
    private @Nullable Subscriber<? super byte[]> subscriber;
    private boolean begun;
    private @Nullable Object end;

    RequestStream(ServerCall<?, ?> call, ServerReply reply, Messages messages, Descriptor type) {
        this.call = call;
        this.reply = reply;
        this.messages = messages;
        this.type = type;
    }

    // ---- the payload ----

    @Override
    public boolean isAbsent() {
        return false;
    }

    @Override
    public Object bind(Type target) {
        var raw = ReadPlans.raw(target);
        var element = target instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : Object.class;
        if (raw == GrpcCall.class) {
            return new GrpcCall<>(this, message -> requireNonNull(messages.read(message, type, element)), reply);
        }
        if (!raw.isAssignableFrom(Flux.class) || raw == Object.class) {
            throw new InvalidPayloadException("The request is a stream (expected: a Flux of its messages)");
        }
        return Flux.from(this)
                .publishOn(Schedulers.fromExecutor(MessageThreads.named("rookery-handler")), READ_AHEAD)
                .mapNotNull(message -> messages.read(message, type, element));
    }

    @Override
    public Body property(String name) {
        return Body.absent();
    }

    // ---- the subscriber ----

    @Override
    public void subscribe(Subscriber<? super byte[]> wanting) {
        boolean first;
        synchronized (this) {
            first = subscriber == null;
            if (first) {
                subscriber = wanting;
            }
        }
        if (!first) {
            Operators.error(
                    wanting,
                    new IllegalStateException(
                            "A stream of requests is read once, and this one has a subscriber: share it"));
            return;
        }
        wanting.onSubscribe(this);
        Object missed;
        synchronized (this) {
            begun = true;
            missed = end;
        }
        if (missed != null) {
            tell(wanting, missed);
        }
    }

    @Override
    public void request(long wanted) {
        if (Operators.validate(wanted) && !cancelled) {
            call.request((int) Math.min(wanted, Integer.MAX_VALUE));
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    // ---- the driver ----

    void next(byte[] message) {
        Subscriber<? super byte[]> asking;
        synchronized (this) {
            asking = subscriber;
        }
        if (asking != null && !cancelled) {
            asking.onNext(message);
        }
    }

    void complete() {
        end(COMPLETE);
    }

    void fail(Throwable why) {
        end(why);
    }

    private void end(Object how) {
        Subscriber<? super byte[]> asking;
        synchronized (this) {
            if (end != null) {
                return;
            }
            end = how;
            asking = begun ? subscriber : null;
        }
        if (asking != null) {
            tell(asking, how);
        }
    }

    private void tell(Subscriber<? super byte[]> asking, Object how) {
        if (cancelled) {
            return;
        }
        if (how instanceof Throwable error) {
            asking.onError(error);
        } else {
            asking.onComplete();
        }
    }

    @Override
    public String toString() {
        return "a stream of " + type.getFullName();
    }
}

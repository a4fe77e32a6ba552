package dev.rookery.client;

import dev.rookery.annotation.HandlerMapping;
import dev.rookery.annotation.ReplyTimeout;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.handler.internal.HandlerDiscovery;
import dev.rookery.pattern.Pattern;
import dev.rookery.pipeline.HandlerAnnotations;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One method of a contract, ready to be called. */
final class ContractMethod {
    private final ClientProxy client;
    private final Method method;
    private final Pattern pattern;
    private final boolean event;
    private final ContractPayload payload;
    private final Type replyType;

    private ContractMethod(ClientProxy client, Method method, ContractPayload payload, Pattern pattern, boolean event) {
        this.client = client;
        this.method = method;
        this.pattern = pattern;
        this.event = event;
        this.payload = payload;
        this.replyType = replyType(method);
    }

    static ContractMethod of(ClientProxy client, Class<?> contract, Method method, Function<Method, String> naming) {
        var name = HandlerDiscovery.describe(method);
        var mapping = mapping(contract, method);
        var pattern = mapping == null ? client.pattern(naming.apply(method)) : only(mapping, contract, method);
        if (Publisher.class.isAssignableFrom(method.getReturnType())
                && !method.getReturnType().isAssignableFrom(Flux.class)
                && !method.getReturnType().isAssignableFrom(Mono.class)) {
            throw new HandlerDefinitionException(
                    name + " returns a " + method.getReturnType().getSimpleName()
                            + " (expected: Flux, Mono, CompletionStage, or the reply itself)");
        }
        var event = mapping != null && HandlerDiscovery.mappingKind(mapping) == HandlerMapping.Kind.EVENT;
        if (event && !isNothing(method)) {
            throw new HandlerDefinitionException(name + " is an event and returns "
                    + method.getGenericReturnType().getTypeName()
                    + " (expected: void, Mono<Void> or CompletionStage<Void>)");
        }
        return new ContractMethod(
                withTimeout(client, contract, method), method, ContractPayload.of(contract, method), pattern, event);
    }

    static HandlerDefinitionException notOne(Method method, int patterns) {
        return new HandlerDefinitionException(HandlerDiscovery.describe(method) + " has " + patterns
                + " patterns (expected: one @MessagePattern or @EventPattern, or a default method)");
    }

    private static @Nullable Annotation mapping(Class<?> contract, Method method) {
        var mappings = HandlerDiscovery.mappingsOf(contract, method);
        if (mappings.size() > 1) {
            throw notOne(method, mappings.size());
        }
        return mappings.isEmpty() ? null : mappings.getFirst();
    }

    private static Pattern only(Annotation mapping, Class<?> contract, Method method) {
        var patterns = HandlerDiscovery.patternsOf(mapping, contract, method);
        if (patterns.size() != 1) {
            throw new HandlerDefinitionException(HandlerDiscovery.describe(method) + " has " + patterns.size()
                    + " patterns: a client needs to know which one to call");
        }
        return patterns.getFirst();
    }

    private static boolean isNothing(Method method) {
        return method.getReturnType() == void.class || replyType(method) == Void.class;
    }

    private static ClientProxy withTimeout(ClientProxy client, Class<?> contract, Method method) {
        var declared = HandlerAnnotations.of(contract, method).nearest(ReplyTimeout.class);
        return declared.isEmpty() ? client : withTimeout(client, declared.get(), method);
    }

    private static ClientProxy withTimeout(ClientProxy client, ReplyTimeout annotation, Method method) {
        try {
            return client.withTimeout(Duration.parse(annotation.value()));
        } catch (DateTimeParseException e) {
            throw new HandlerDefinitionException(
                    "@ReplyTimeout(\"" + annotation.value() + "\") on " + HandlerDiscovery.describe(method)
                            + " is no duration (expected: ISO 8601, as in \"PT5S\")",
                    e);
        }
    }

    private static Type replyType(Method method) {
        var raw = method.getReturnType();
        if (Publisher.class.isAssignableFrom(raw) || CompletionStage.class.isAssignableFrom(raw)) {
            return method.getGenericReturnType() instanceof ParameterizedType generic
                    ? generic.getActualTypeArguments()[0]
                    : Object.class;
        }
        return raw == void.class ? Void.class : method.getGenericReturnType();
    }

    @Nullable Object call(Object @Nullable [] arguments) {
        var data = payload.data(arguments);
        return event ? emit(data) : send(data);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the caller of the contract gets the future
    private @Nullable Object emit(@Nullable Object data) {
        var taken = client.emit(pattern, payload.hasData(), data);
        if (Mono.class.isAssignableFrom(method.getReturnType())) {
            return taken;
        }
        return CompletionStage.class.isAssignableFrom(method.getReturnType()) ? taken.toFuture() : taken.block();
    }

    private @Nullable Object send(@Nullable Object data) {
        var raw = method.getReturnType();
        if (replyType == Void.class) {
            var done =
                    client.send(pattern, payload.hasData(), data, Object.class).then();
            return Publisher.class.isAssignableFrom(raw) ? done : blockOrFuture(done, raw);
        }
        if (Publisher.class.isAssignableFrom(raw) && raw.isAssignableFrom(Flux.class)) {
            return client.send(pattern, payload.hasData(), data, replyType);
        }
        var reply = client.request(pattern, payload.hasData(), data, replyType);
        return Mono.class.isAssignableFrom(raw) ? reply : blockOrFuture(reply, raw);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the caller of the contract gets the future
    private @Nullable Object blockOrFuture(Mono<?> reply, Class<?> raw) {
        if (CompletionStage.class.isAssignableFrom(raw)) {
            return reply.toFuture();
        }
        var value = reply.block();
        if (value == null && raw.isPrimitive() && raw != void.class) {
            throw new UndecodableReplyException(HandlerDiscovery.describe(method) + " got null as the reply of "
                    + pattern.route() + " and returns " + raw.getName() + ": let it return the wrapper type");
        }
        return value;
    }
}

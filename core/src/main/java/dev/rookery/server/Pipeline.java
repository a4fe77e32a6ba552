package dev.rookery.server;

import dev.rookery.handler.internal.BoundHandler;
import dev.rookery.handler.internal.ReturnKind;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.CurrentMessage;
import dev.rookery.pipeline.Guard;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Hooks, guards, interceptors, pipes, handler. Without hooks and interceptors no stream is built. */
final class Pipeline {
    private Pipeline() {}

    static void run(Invocation invocation) throws Throwable {
        var components = invocation.bound().pipeline();
        if (components.hooks().isEmpty() && components.interceptors().isEmpty()) {
            checkGuards(invocation, components.guards());
            invocation.delivery().deliver(invocation.bound().call(invocation));
        } else {
            invocation.delivery().deliverWrapped(hook(invocation, 0).handle());
        }
    }

    private static void checkGuards(Invocation invocation, List<Guard> guards) throws Exception {
        for (var index = 0; index < guards.size(); index++) {
            invocation.checkGuard(guards.get(index).canActivate(invocation));
        }
    }

    private static CallHandler hook(Invocation invocation, int index) {
        var hooks = invocation.bound().pipeline().hooks();
        return index == hooks.size()
                ? () -> guarded(invocation)
                : () -> deferred(() -> hooks.get(index).handle(invocation, hook(invocation, index + 1)));
    }

    private static Flux<Object> guarded(Invocation invocation) {
        return deferred(() -> {
            checkGuards(invocation, invocation.bound().pipeline().guards());
            return intercepted(invocation, 0).handle();
        });
    }

    private static CallHandler intercepted(Invocation invocation, int index) {
        var interceptors = invocation.bound().pipeline().interceptors();
        return index == interceptors.size()
                ? () -> called(invocation)
                : () -> deferred(
                        () -> interceptors.get(index).intercept(invocation, intercepted(invocation, index + 1)));
    }

    /** The handler itself, run at each subscription: the first time on this thread, later on a virtual one. */
    private static Flux<Object> called(Invocation invocation) {
        var first = new AtomicBoolean(true);
        var owner = Thread.currentThread();
        var once = deferred(() -> results(invocation.bound(), invocation));
        return Flux.defer(() -> first.getAndSet(false) && Thread.currentThread() == owner
                ? once
                : once.subscribeOn(invocation.dispatcher().scheduler(invocation)));
    }

    private static Flux<Object> results(BoundHandler handler, Invocation invocation) throws Exception {
        return asFlux(callUnwrapped(handler, invocation), handler.returnKind());
    }

    private static @Nullable Object callUnwrapped(BoundHandler handler, Invocation invocation) throws Exception {
        try {
            return CurrentMessage.SCOPE.isBound()
                    ? handler.call(invocation)
                    : ScopedValue.where(CurrentMessage.SCOPE, invocation).call(() -> handler.call(invocation));
        } catch (Exception | Error error) {
            throw error;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("unchecked") // elements are values of some type, which is all that interceptors are told
    private static Flux<Object> asFlux(@Nullable Object result, ReturnKind kind) {
        if (result == null) {
            return Flux.empty();
        }
        return switch (kind) {
            case VALUE, NOTHING -> Flux.just(result);
            case STAGE, STAGE_OF_NOTHING ->
                Mono.fromCompletionStage((CompletionStage<Object>) result).flux();
            case MONO, MONO_OF_NOTHING, PUBLISHER -> Flux.from((Publisher<Object>) result);
            case STREAM ->
                Flux.fromIterable(() -> ((BaseStream<Object, ?>) result).iterator())
                        .doFinally(end -> ((BaseStream<?, ?>) result).close());
        };
    }

    private static Flux<Object> deferred(CheckedSupplier supplier) {
        return Flux.defer(() -> {
            try {
                return supplier.get();
            } catch (Exception error) {
                return Flux.error(error);
            }
        });
    }

    /** Something that gives a stream, or throws. */
    private interface CheckedSupplier {
        Flux<Object> get() throws Exception;
    }
}

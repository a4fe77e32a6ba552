package dev.rookery.server;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.NonBlocking;
import dev.rookery.error.BusyException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What tests of invocations call, one set for each test. */
final class InvocationHandlers {
    final CountDownLatch open = new CountDownLatch(1);
    final AtomicInteger entered = new AtomicInteger();
    final AtomicInteger interrupted = new AtomicInteger();
    final List<String> order = new CopyOnWriteArrayList<>();
    final CompletableFuture<String> later = new CompletableFuture<>();

    @MessagePattern("value")
    String value() {
        return "v";
    }

    @MessagePattern("wait")
    String waits() throws InterruptedException {
        entered.incrementAndGet();
        try {
            if (!open.await(30, SECONDS)) {
                throw new IllegalStateException("nobody opened");
            }
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            throw e;
        }
        return "waited";
    }

    @EventPattern("event")
    void event() throws InterruptedException {
        entered.incrementAndGet();
        open.await(30, SECONDS);
    }

    @MessagePattern("later")
    CompletableFuture<String> later() {
        return later;
    }

    @MessagePattern("short")
    @dev.rookery.annotation.HandlerTimeout("PT0.001S")
    String shortly() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(2_000_000));
        return "v";
    }

    @MessagePattern("ticks")
    Flux<Long> ticks() {
        return Flux.interval(Duration.ofMillis(5)).onBackpressureDrop().doOnCancel(interrupted::incrementAndGet);
    }

    @MessagePattern("stubborn")
    Flux<Long> stubborn() {
        return Flux.create(sink -> {
            sink.onDispose(() -> {
                throw new IllegalStateException("cannot be closed");
            });
            entered.incrementAndGet();
        });
    }

    @MessagePattern("stubborn.one")
    Mono<Long> stubbornOne() {
        return Mono.create(sink -> {
            sink.onDispose(() -> {
                throw new AssertionError("cannot be closed");
            });
            entered.incrementAndGet();
        });
    }

    @MessagePattern("stubborn.later")
    CompletableFuture<Long> stubbornLater() {
        entered.incrementAndGet();
        return new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean interrupts) {
                throw new IllegalStateException("cannot be cancelled");
            }
        };
    }

    @MessagePattern("fails.later")
    String failsLater() {
        later.completeExceptionally(new IllegalStateException("of both"));
        return "told";
    }

    @NonBlocking
    @MessagePattern("silence.here")
    Flux<Long> silenceHere() {
        return Flux.never();
    }

    @MessagePattern("silence")
    Flux<Long> silence() {
        return Flux.never();
    }

    @EventPattern("finds.busy")
    void findsBusy() {
        entered.incrementAndGet();
        throw new BusyException("what the handler calls is full");
    }

    @MessagePattern("error")
    Mono<String> error() {
        return Mono.error(new AssertionError("an Error"));
    }

    @NonBlocking
    @MessagePattern("here")
    String here() {
        order.add(Thread.currentThread().getName());
        return "here";
    }
}

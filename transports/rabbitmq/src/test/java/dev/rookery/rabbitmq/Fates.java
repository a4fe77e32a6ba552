package dev.rookery.rabbitmq;

import dev.rookery.annotation.Catch;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.HandlerTimeout;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UseGuards;
import dev.rookery.error.BusyException;
import dev.rookery.error.RpcException;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Flux;

/** Each handler has another end. */
final class Fates {
    final AtomicInteger seen = new AtomicInteger();
    final CountDownLatch gate = new CountDownLatch(1);
    final CountDownLatch marked = new CountDownLatch(1);
    final List<Throwable> errors = new CopyOnWriteArrayList<>();

    @EventPattern("done")
    void done(int number) {
        seen.incrementAndGet();
    }

    @EventPattern("jitter")
    void jitter(int number) {
        if (seen.incrementAndGet() % 5 == 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @EventPattern("fails")
    void fails() {
        seen.incrementAndGet();
        throw new IllegalStateException("on purpose");
    }

    @EventPattern("busy")
    void busy() {
        seen.incrementAndGet();
        throw new BusyException("what the handler calls is full, and not this server");
    }

    @EventPattern("third.time")
    void thirdTime() {
        if (seen.incrementAndGet() < 3) {
            throw new IllegalStateException("on purpose");
        }
    }

    @EventPattern("filtered")
    @UseFilters(Forgiving.class)
    void filtered() {
        seen.incrementAndGet();
        throw new IllegalStateException("on purpose");
    }

    @EventPattern("filter.fails")
    @UseFilters(Unforgiving.class)
    void filterFails() {
        throw new IllegalStateException("on purpose");
    }

    @EventPattern("guarded")
    @UseGuards(Closed.class)
    void guarded() {}

    @EventPattern("slow")
    @HandlerTimeout("PT0.1S")
    void slow() throws InterruptedException {
        gate.await();
    }

    @EventPattern("waits")
    void waits() throws InterruptedException {
        seen.incrementAndGet();
        gate.await();
    }

    @EventPattern("waits.and.fails")
    void waitsAndFails() throws InterruptedException {
        seen.incrementAndGet();
        gate.await();
        throw new IllegalStateException("on purpose");
    }

    /** Comes after what a test is about. */
    @EventPattern("marker")
    void marker(RmqContext context) {
        try {
            context.acknowledge();
        } catch (IllegalStateException automatic) {
            errors.add(automatic);
        } finally {
            marked.countDown();
        }
    }

    @EventPattern("early")
    void early(RmqContext context) {
        context.acknowledge();
        seen.incrementAndGet();
        throw new IllegalStateException("after it was acknowledged");
    }

    @EventPattern("by.hand")
    void byHand(String how, RmqContext context) throws Exception {
        try {
            settle(how, context);
        } catch (Exception error) {
            errors.add(error);
        } finally {
            seen.incrementAndGet();
        }
    }

    private static void settle(String how, RmqContext context) throws Exception {
        switch (how) {
            case "acknowledge" -> context.acknowledge();
            case "slowly" -> LockSupport.parkNanos(1_000_000);
            case "drop" -> context.reject(false);
            case "twice" -> {
                context.acknowledge();
                context.acknowledge();
            }
            case "channel" ->
                context.unwrap(com.rabbitmq.client.Channel.class)
                        .basicAck(
                                context.unwrap(com.rabbitmq.client.Envelope.class)
                                        .getDeliveryTag(),
                                false);
            case "wrong" -> {
                if (context.isRedelivered()) {
                    context.acknowledge();
                } else {
                    context.unwrap(com.rabbitmq.client.Channel.class).basicAck(4_711, false);
                }
            }
            default -> {}
        }
    }

    @MessagePattern("ask")
    int ask(int number) {
        seen.incrementAndGet();
        return number;
    }

    @MessagePattern("ask.fails")
    int askFails() {
        seen.incrementAndGet();
        throw new IllegalStateException("on purpose");
    }

    @MessagePattern("ask.slow")
    @HandlerTimeout("PT0.1S")
    int askSlow() throws InterruptedException {
        gate.await();
        return 1;
    }

    @MessagePattern("stream")
    Flux<Integer> stream(int count) {
        return Flux.range(0, count);
    }

    @MessagePattern("cycle")
    Object cycle() {
        var self = new ArrayList<Object>();
        self.add(self);
        return self;
    }

    @EventPattern("guarded.settled")
    @UseGuards(Closed.class)
    @UseFilters(Settling.class)
    void guardedAndSettled() {}

    static final class Closed implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return false;
        }
    }

    @Catch(IllegalStateException.class)
    static final class Forgiving implements ExceptionFilter<IllegalStateException> {
        @Override
        public Object handle(IllegalStateException error, ExecutionContext context) {
            return "forgiven";
        }
    }

    @Catch(RpcException.class)
    static final class Settling implements ExceptionFilter<RpcException> {
        @Override
        public Object handle(RpcException error, ExecutionContext context) {
            context.as(RmqContext.class).orElseThrow().reject(false);
            throw error;
        }
    }

    @Catch(IllegalStateException.class)
    static final class Unforgiving implements ExceptionFilter<IllegalStateException> {
        @Override
        public Object handle(IllegalStateException error, ExecutionContext context) {
            throw new IllegalArgumentException(error);
        }
    }
}

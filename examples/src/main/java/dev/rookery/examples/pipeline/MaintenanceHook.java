package dev.rookery.examples.pipeline;

import dev.rookery.error.HttpException;
import dev.rookery.module.Global;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.PreRequestHook;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Flux;

@Global
final class MaintenanceHook implements PreRequestHook {
    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public Flux<Object> handle(ExecutionContext context, CallHandler next) {
        return closed.get() ? Flux.error(new HttpException(503, "closed for today")) : next.handle();
    }

    void close() {
        closed.set(true);
    }
}

package dev.rookery.examples.orders;

import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Interceptor;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

final class Timing implements Interceptor {
    private static final Logger log = LoggerFactory.getLogger(Timing.class);

    @Override
    public Flux<Object> intercept(ExecutionContext context, CallHandler next) throws Exception {
        var started = System.nanoTime();
        return next.handle()
                .doFinally(end -> log.info("{} after {}", end, Duration.ofNanos(System.nanoTime() - started)));
    }
}

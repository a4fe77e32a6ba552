package dev.rookery.examples.pipeline;

import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Interceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

final class Audit implements Interceptor {
    private static final Logger log = LoggerFactory.getLogger(Audit.class);

    @Override
    public Flux<Object> intercept(ExecutionContext context, CallHandler next) {
        return next.handle()
                .doOnNext(value -> log.info("{} gave {}", context.route(), value))
                .doOnError(error -> log.warn("{} failed", context.route(), error));
    }
}

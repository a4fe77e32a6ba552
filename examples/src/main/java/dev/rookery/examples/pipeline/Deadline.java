package dev.rookery.examples.pipeline;

import dev.rookery.error.HttpException;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Interceptor;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Flux;

final class Deadline implements Interceptor {
    private static final Duration LIMIT = Duration.ofMillis(100);

    @Override
    public Flux<Object> intercept(ExecutionContext context, CallHandler next) {
        return next.handle()
                .timeout(LIMIT)
                .onErrorMap(TimeoutException.class, error -> new HttpException(504, "no appraisal in time"));
    }
}

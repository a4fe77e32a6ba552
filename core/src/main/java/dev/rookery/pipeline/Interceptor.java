package dev.rookery.pipeline;

import reactor.core.publisher.Flux;

/**
 * Stands around a handler: may look at its results, change them, replace them, time them out, or call it again. Instances are shared by all
 * messages and must be safe for use by several threads.
 */
@FunctionalInterface
public interface Interceptor {

    /**
     * Wraps the call. May block on a virtual thread.
     *
     * @param context the message and its handler
     * @param next the rest of the way
     * @return what is sent instead of the handler's results
     * @throws Exception is handled by filters, just as an error of the handler
     */
    Flux<Object> intercept(ExecutionContext context, CallHandler next) throws Exception;
}

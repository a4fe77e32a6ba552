package dev.rookery.pipeline;

import reactor.core.publisher.Flux;

/**
 * Runs before guards and everything else, for each message on a server. Instances are shared by all messages and must be safe for use by
 * several threads.
 */
@FunctionalInterface
public interface PreRequestHook {

    /**
     * Wraps the whole pipeline. May block on a virtual thread.
     *
     * @param context the message and its handler
     * @param next the pipeline; not calling it keeps the message from guards and handler
     * @return what is sent
     * @throws Exception is handled by filters, just as an error of the handler
     */
    Flux<Object> handle(ExecutionContext context, CallHandler next) throws Exception;
}

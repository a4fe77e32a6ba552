package dev.rookery.pipeline;

import reactor.core.publisher.Flux;

/** What stands behind an interceptor: the next one, or the pipes and the handler. */
@FunctionalInterface
public interface CallHandler {

    /**
     * The results. Nothing runs before the subscription; each subscription runs it again, a second one on a virtual thread of its
     * own.
     *
     * @return the values of the handler; nothing for null and {@code void}
     */
    Flux<Object> handle();
}

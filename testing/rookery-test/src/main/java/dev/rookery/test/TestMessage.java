package dev.rookery.test;

import dev.rookery.Microservice;
import dev.rookery.module.Token;
import dev.rookery.pipeline.CurrentMessage;
import dev.rookery.pipeline.ExecutionContext;

/**
 * A message that has arrived and is not handled: whose request-scoped instances a test asks for. All that is asked of one message belongs
 * together, as in a handler. Safe for use by several threads.
 */
public final class TestMessage {
    private final Microservice service;
    private final ExecutionContext context;

    TestMessage(Microservice service, ExecutionContext context) {
        this.service = service;
        this.context = context;
    }

    /**
     * Finds something that any module provides, exported or not, or a controller: that of this message where it is request-scoped.
     *
     * @param type its type
     * @param <T> its type
     * @return the instance, the same each time unless it is transient
     * @throws dev.rookery.module.WiringException if there is none, or more than one
     */
    public <T> T resolve(Class<T> type) {
        return resolve(Token.of(type));
    }

    /**
     * Finds something that any module provides, exported or not, or a controller: that of this message where it is request-scoped.
     *
     * @param token what it is asked for by
     * @param <T> its type
     * @return the instance, the same each time unless it is transient
     * @throws dev.rookery.module.WiringException if there is none, or more than one
     */
    public <T> T resolve(Token<T> token) {
        return call(() -> service.resolve(token));
    }

    /**
     * Runs code as if a handler of this message called it: a {@code Provider} of something request-scoped gives that of this message, and
     * {@link CurrentMessage} is this message. On the thread of the caller.
     *
     * @param code what to run
     * @param <T> what it gives
     * @param <X> what it throws
     * @return what it gave
     * @throws X what it threw
     */
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> code) throws X {
        return ScopedValue.where(CurrentMessage.SCOPE, context).call(code);
    }

    /**
     * Runs code as if a handler of this message called it, as {@link #call} does.
     *
     * @param code what to run
     */
    public void run(Runnable code) {
        ScopedValue.where(CurrentMessage.SCOPE, context).run(code);
    }

    /**
     * The message as guards and interceptors see it.
     *
     * @return the message; its handler is the one that is bound to the pattern, and asking for it is an {@code IllegalStateException} if
     *     there is none
     */
    public ExecutionContext context() {
        return context;
    }

    @Override
    public String toString() {
        return "TestMessage of " + context.route();
    }
}

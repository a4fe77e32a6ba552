package dev.rookery.pipeline;

/** Decides whether a message may reach its handler. Instances are shared by all messages and must be safe for use by several threads. */
@FunctionalInterface
public interface Guard {

    /**
     * Decides. May block on a virtual thread.
     *
     * @param context the message and its handler
     * @return true to let it pass; false answers "Forbidden resource", a {@link dev.rookery.error.GuardRefusedException}
     * @throws Exception is handled by filters, just as an error of the handler
     */
    boolean canActivate(ExecutionContext context) throws Exception;
}

package dev.rookery.grpc;

import dev.rookery.codec.Body;
import dev.rookery.error.CallerGoneException;
import dev.rookery.transport.Inbound;
import dev.rookery.transport.Route;
import dev.rookery.transport.ServerRuntime;
import io.grpc.ServerCall;
import io.grpc.Status;

/**
 * What the parts of one call on the server share.
 *
 * @param driver the call
 * @param rpc what is called
 * @param route whom it goes to
 * @param runtime what core does
 * @param intake where it waits while there is enough to do
 * @param messages makes objects of messages
 * @param context what the handler knows of it
 * @param reply the way back
 */
record IncomingCall(
        ServerCall<byte[], byte[]> driver,
        Rpc rpc,
        Route route,
        ServerRuntime runtime,
        Intake intake,
        Messages messages,
        GrpcContext context,
        ServerReply reply) {
    private static final Status CLOSING = Status.UNAVAILABLE.withDescription("The service is shutting down");
    private static final Status EXPIRED =
            Status.DEADLINE_EXCEEDED.withDescription("The deadline of the call has passed");

    /** Starts the handler, unless the caller has gone while the call was held. */
    void dispatch(Body data) {
        if (!reply.isDone()) {
            reply.began(runtime.dispatch(new Inbound(route, false, data, context, null), reply));
        }
    }

    /** Turns it away, since the service ends. */
    void refuse() {
        reply.refuse(CLOSING);
    }

    /** Ends it, since its deadline has passed. */
    void expire() {
        reply.refuse(EXPIRED);
        reply.cancelled(whyCancelled());
    }

    CallerGoneException whyCancelled() {
        return whyOver("The caller withdrew its call");
    }

    /** Why no more requests come of a call that was answered. */
    CallerGoneException whyAnswered() {
        return whyOver("The call was answered before its requests had ended");
    }

    private CallerGoneException whyOver(String unlessExpired) {
        return new CallerGoneException(
                context.deadline().filter(deadline -> deadline.isExpired()).isPresent()
                        ? "The deadline of the call has passed"
                        : unlessExpired);
    }
}

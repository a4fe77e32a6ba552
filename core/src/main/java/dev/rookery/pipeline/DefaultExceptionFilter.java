package dev.rookery.pipeline;

import dev.rookery.codec.ErrorBody;
import dev.rookery.internal.AnsweredException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers an error as if there were no filter: {@code RpcException}, {@code HttpException} and Rookery's own errors as what they are, all
 * else as "Internal server error" with an id that the log has too. What Nest calls {@code BaseRpcExceptionFilter}: filters that only want to
 * look at errors, or to answer some of them otherwise, extend it. Without {@code @Catch} it takes every error.
 *
 * <p>Safe for use by several threads.
 */
public class DefaultExceptionFilter implements ExceptionFilter<Throwable> {

    /** A filter that changes nothing. */
    public DefaultExceptionFilter() {}

    /**
     * Says what the caller gets. The error stays what it was for logs, observers and the transport, which may have to deliver the message
     * again.
     *
     * @param error what was thrown
     * @param context the message and its handler
     * @return the error as it is sent; empty, the default, is the usual answer
     */
    protected Optional<ErrorBody> body(Throwable error, ExecutionContext context) {
        return Optional.empty();
    }

    @Override
    public @Nullable Object handle(Throwable error, ExecutionContext context) throws Exception {
        var body = body(error, context);
        if (body.isPresent()) {
            throw new AnsweredException(error, body.get());
        }
        switch (error) {
            case Exception exception -> throw exception;
            case Error fatal -> throw fatal;
            default -> throw new IllegalStateException(error);
        }
    }
}

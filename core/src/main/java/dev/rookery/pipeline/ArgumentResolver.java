package dev.rookery.pipeline;

import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * Gives the value of parameters that carry an annotation of one's own; {@link dev.rookery.annotation.ResolvedBy} ties the two together. What
 * Nest does by {@code createParamDecorator}. Instances are shared by all messages and must be safe for use by several threads.
 *
 * @param <A> the annotation
 */
@FunctionalInterface
public interface ArgumentResolver<A extends Annotation> {

    /**
     * Gives the value, which then goes through the pipes of the parameter. May block on a virtual thread.
     *
     * @param annotation the annotation of the parameter
     * @param argument the parameter
     * @param context the message and its handler
     * @return the value
     * @throws Exception is handled by filters, just as an error of the handler
     */
    @Nullable Object resolve(A annotation, ArgumentMetadata argument, ExecutionContext context) throws Exception;
}

package dev.rookery.handler.internal;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.concurrent.CompletionStage;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** What a handler's result means on the wire. */
public enum ReturnKind {
    /** One reply; null is sent as null. */
    VALUE,
    /** The end alone. */
    NOTHING,
    /** One reply, later; null is sent as null. */
    STAGE,
    /** The end alone, later. */
    STAGE_OF_NOTHING,
    /** One reply, later; empty is sent as null. */
    MONO,
    /** The end alone, later. */
    MONO_OF_NOTHING,
    /** A reply for each element. */
    PUBLISHER,
    /** A reply for each element, pulled on the handler's thread. */
    STREAM;

    static ReturnKind of(Method method) {
        var type = method.getReturnType();
        if (type == void.class || type == Void.class) {
            return NOTHING;
        }
        if (CompletionStage.class.isAssignableFrom(type)) {
            return ofNothing(method) ? STAGE_OF_NOTHING : STAGE;
        }
        if (Mono.class.isAssignableFrom(type)) {
            return ofNothing(method) ? MONO_OF_NOTHING : MONO;
        }
        if (Publisher.class.isAssignableFrom(type)) {
            return PUBLISHER;
        }
        return BaseStream.class.isAssignableFrom(type) || Stream.class.isAssignableFrom(type) ? STREAM : VALUE;
    }

    private static boolean ofNothing(Method method) {
        return method.getGenericReturnType() instanceof ParameterizedType generic
                && generic.getActualTypeArguments().length == 1
                && generic.getActualTypeArguments()[0] == Void.class;
    }

    /**
     * Whether exactly one reply is due, null where the handler has none to give.
     *
     * @return true for values, and for stages and Monos of values
     */
    public boolean isSingle() {
        return this == VALUE || this == STAGE || this == MONO;
    }

    /**
     * Whether the handler makes a stream of replies.
     *
     * @return true for publishers of many and for streams
     */
    public boolean isMany() {
        return this == PUBLISHER || this == STREAM;
    }
}

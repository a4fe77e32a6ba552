package dev.rookery.handler.internal;

import dev.rookery.codec.Body;
import dev.rookery.codec.UnknownPolicy;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ArgumentResolver;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.transport.MessageContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the value of a parameter comes from, before its pipes. */
sealed interface ArgumentSource {

    @Nullable Object value(ExecutionContext context) throws Exception;

    private static Body part(Body body, String name) {
        return name.isEmpty() ? body : body.property(name);
    }

    /**
     * The payload, or a member of it.
     *
     * @param member its name; empty for the whole
     * @param type what it is bound to
     * @param unknown what becomes of properties that the type does not declare; null where the codec decides
     */
    record OfPayload(String member, Type type, @Nullable UnknownPolicy unknown) implements ArgumentSource {
        @Override
        public @Nullable Object value(ExecutionContext context) {
            var body = part(context.payload(), member);
            return unknown == null ? body.bind(type) : body.bind(type, unknown);
        }
    }

    /**
     * The metadata, or a member of it.
     *
     * @param member its name; empty for the whole
     */
    record OfMetadata(String member, Type type) implements ArgumentSource {
        @Override
        public @Nullable Object value(ExecutionContext context) {
            var metadata = context.as(MessageContext.class)
                    .map(MessageContext::metadata)
                    .orElseGet(Body::absent);
            return part(metadata, member).bind(type);
        }
    }

    /** A header: its text, or null. */
    record OfHeader(String name) implements ArgumentSource {
        @Override
        public @Nullable Object value(ExecutionContext context) {
            return find(context, name).orElse(null);
        }

        private static Optional<String> find(ExecutionContext context, String name) {
            return context.as(MessageContext.class).flatMap(message -> message.header(name));
        }
    }

    /** A header, as an {@code Optional}. */
    record OfOptionalHeader(String name) implements ArgumentSource {
        @Override
        public Object value(ExecutionContext context) {
            return OfHeader.find(context, name);
        }
    }

    /** All headers. */
    record OfHeaders() implements ArgumentSource {
        @Override
        public Object value(ExecutionContext context) {
            return context.as(MessageContext.class).map(MessageContext::headers).orElseGet(Map::of);
        }
    }

    /** The context of the pipeline or of the transport. */
    record OfContext(Class<?> type) implements ArgumentSource {
        @Override
        public @Nullable Object value(ExecutionContext context) {
            return type.isInstance(context) ? context : context.as(type).orElse(null);
        }
    }

    /** What a resolver gives. */
    record OfResolver<A extends Annotation>(ArgumentResolver<A> resolver, A annotation, ArgumentMetadata argument)
            implements ArgumentSource {
        @Override
        public @Nullable Object value(ExecutionContext context) throws Exception {
            return resolver.resolve(annotation, argument, context);
        }
    }
}

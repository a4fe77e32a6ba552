package dev.rookery.pipeline;

import dev.rookery.internal.ComposedAnnotations;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parameter that a pipe works for.
 *
 * @param kind where its value comes from
 * @param type its type, with type arguments
 * @param property the member of the payload or of the metadata that is meant, or the header; empty for the whole
 * @param parameter the parameter itself
 * @param annotations its annotations, and those that it inherits from the same parameter of a contract or a superclass
 * @param handler the annotations of its method and controller
 */
public record ArgumentMetadata(
        Kind kind,
        Type type,
        String property,
        Parameter parameter,
        List<Annotation> annotations,
        HandlerAnnotations handler) {

    /** Copies the list. */
    public ArgumentMetadata {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(property, "property");
        Objects.requireNonNull(parameter, "parameter");
        Objects.requireNonNull(handler, "handler");
        annotations = List.copyOf(annotations);
    }

    /**
     * The nearest annotation of a type: the parameter's, else the method's, else the controller's, composed ones included. This is how a
     * pipe comes to the options that its own annotation holds.
     *
     * @param annotation the type of annotation
     * @param <A> the type of annotation
     * @return the annotation, if there is one
     */
    public <A extends Annotation> Optional<A> annotation(Class<A> annotation) {
        return ComposedAnnotations.find(annotations, annotation).stream()
                .findFirst()
                .or(() -> handler.nearest(annotation));
    }

    /**
     * Whether the parameter says by an annotation named {@code Nullable}, whoever it is from, that it may be null.
     *
     * @return true if it says so
     */
    public boolean isNullable() {
        return Stream.concat(
                        annotations.stream(),
                        Arrays.stream(parameter.getAnnotatedType().getAnnotations()))
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    /**
     * Which value it is, in words that mean something to the caller, for errors.
     *
     * @return the member of the payload, {@code the payload} for all of it, or {@code the header page}; of what the message did not bring, the
     *     name of the parameter
     */
    public String place() {
        return switch (kind) {
            case PAYLOAD -> property.isEmpty() ? "the payload" : property;
            case HEADER -> property.isEmpty() ? "the headers" : "the header " + property;
            case CUSTOM -> parameter.getName();
        };
    }

    /** Where the value of a parameter comes from. */
    public enum Kind {
        /** The payload or a member of it; Nest says {@code body}. */
        PAYLOAD,
        /** A header, or a member of the metadata. */
        HEADER,
        /** The context, or an annotation of one's own. */
        CUSTOM
    }
}

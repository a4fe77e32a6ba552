package dev.rookery.pipeline;

import java.lang.reflect.Parameter;
import java.lang.reflect.Type;

/**
 * The parameter that a pipe works for.
 *
 * @param kind where its value comes from
 * @param type its type, with type arguments
 * @param property the member of the payload that is meant; empty for the whole
 * @param parameter the parameter itself, for its annotations
 */
public record ArgumentMetadata(Kind kind, Type type, String property, Parameter parameter) {
    /** Where the value of a parameter comes from. */
    public enum Kind {
        /** The payload or a member of it; Nest says {@code body}. */
        PAYLOAD,
        /** The context, or an annotation of one's own. */
        CUSTOM
    }
}

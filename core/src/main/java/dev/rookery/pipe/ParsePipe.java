package dev.rookery.pipe;

import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.Pipe;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A pipe that makes a value of what came as text or JSON. It says that it gives a {@code Serializable}, which all such values are, and not an
 * {@code Object}, which would mean that it passes on what it is given, so that the payload would be bound to the parameter before it.
 */
abstract class ParsePipe implements Pipe<Object, Serializable> {

    /** Reads what the parameter and its annotation say, and refuses what cannot work. */
    abstract Prepared prepare(ArgumentMetadata argument);

    @Override
    public final Pipe<Object, Serializable> forArgument(ArgumentMetadata argument) {
        return prepare(argument);
    }

    @Override
    public final Serializable transform(@Nullable Object value, ArgumentMetadata argument) {
        throw MarkedParameter.notReady(this);
    }

    /** The pipe as it is ready for one parameter. */
    static final class Prepared implements Pipe<Object, Serializable> {
        private final ValueParser parser;
        private final boolean optional;
        private final int status;

        private Prepared(ValueParser parser, boolean optional, int status) {
            this.parser = parser;
            this.optional = optional;
            this.status = status;
        }

        static Prepared of(MarkedParameter parameter, ValueParser parser, boolean optional, int status) {
            if (status < 400 || status > 599) {
                throw parameter.mistake("has " + parameter.annotation() + "(status = " + status
                        + ") (expected: an HTTP error status from 400 to 599)");
            }
            var fallback = parameter.defaultValue();
            if (fallback.isPresent()) {
                checkDefault(parameter, parser, fallback.get());
            } else if (optional && parameter.isPrimitive() && parameter.isLast()) {
                throw parameter.mistake("has " + parameter.annotation() + "(optional = true) and cannot be null"
                        + " (expected: a wrapper such as Integer, or @DefaultValue before it)");
            }
            return new Prepared(parser, optional, status);
        }

        private static void checkDefault(MarkedParameter parameter, ValueParser parser, String text) {
            try {
                parser.parse(text);
            } catch (UnfitException unfit) {
                throw parameter.mistake("has @DefaultValue(\"" + text + "\"), which " + parameter.annotation()
                        + " cannot parse (expected: " + unfit.expected() + ")");
            }
        }

        @Override
        public @Nullable Serializable transform(@Nullable Object value, ArgumentMetadata argument) {
            if (value == null) {
                if (optional) {
                    return null;
                }
                throw new ParseFailedException(status, argument.place(), "missing", parser.expected());
            }
            try {
                return parser.parse(value);
            } catch (UnfitException unfit) {
                throw new ParseFailedException(status, argument.place() + unfit.at(), unfit.got(), unfit.expected());
            }
        }
    }
}

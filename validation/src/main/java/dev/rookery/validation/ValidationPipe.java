package dev.rookery.validation;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.Pipe;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Has payloads checked wherever their types have constraints, without {@code @Valid}, and holds the options of these checks and of all others
 * at the same handlers. What Nest calls {@code ValidationPipe}: global, at a controller, a method or a parameter; the nearest holds.
 *
 * <p>The check itself comes when all parameters have been through their pipes, with the handler's own constraints, so that no value is checked
 * twice. As a pipe it passes on whatever it is given. Where a payload of a type with constraints is null or absent, that is an error, unless
 * the parameter is {@code @Nullable} or {@code Optional}.
 *
 * <p>Immutable; the same instance may serve everywhere.
 */
public final class ValidationPipe implements Pipe<Object, Object> {
    /** How much of messages and paths the caller is told, in characters, unless said otherwise; as in Nest. */
    public static final int DEFAULT_MAX_MESSAGES_LENGTH = 1_000_000;

    private final ValidationOptions options;

    /** A pipe with the defaults, for {@code @UsePipes(ValidationPipe.class)}. */
    public ValidationPipe() {
        this(ValidationOptions.DEFAULT);
    }

    private ValidationPipe(ValidationOptions options) {
        this.options = options;
    }

    /**
     * Begins with the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    ValidationOptions options() {
        return options;
    }

    @Override
    public @Nullable Object transform(@Nullable Object value, ArgumentMetadata argument) {
        return value;
    }

    /** Builds a pipe. Used by one thread. */
    public static final class Builder {
        private ErrorFormat errorFormat = ErrorFormat.LIST;
        private List<Class<?>> groups = List.of();
        private boolean stopAtFirstError;
        private boolean hideMessages;
        private int status = ValidationOptions.DEFAULT_STATUS;
        private int maxMessagesLength = DEFAULT_MAX_MESSAGES_LENGTH;
        private Locale locale = Locale.ENGLISH;
        private @Nullable Function<List<Violation>, ? extends Exception> exceptionFactory;
        private @Nullable Validator validator;

        private Builder() {}

        /**
         * Sets how the messages stand in the error. Default: {@link ErrorFormat#LIST}.
         *
         * @param format list or by path
         * @return this builder
         */
        public Builder errorFormat(ErrorFormat format) {
            this.errorFormat = Objects.requireNonNull(format, "format");
            return this;
        }

        /**
         * Sets the groups whose constraints are checked where no {@link ValidationGroups} says so. Default: none named, which is
         * {@code jakarta.validation.groups.Default}.
         *
         * @param types interfaces
         * @return this builder
         */
        public Builder groups(Class<?>... types) {
            this.groups = List.of(types);
            return this;
        }

        /**
         * Sets whether of each path the first message alone is told. Default: false.
         *
         * @param stop true for one message a path
         * @return this builder
         */
        public Builder stopAtFirstError(boolean stop) {
            this.stopAtFirstError = stop;
            return this;
        }

        /**
         * Sets whether the caller is not told what is broken, but only that something is. Default: false.
         *
         * @param hide true to tell nothing
         * @return this builder
         */
        public Builder hideMessages(boolean hide) {
            this.hideMessages = hide;
            return this;
        }

        /**
         * Sets the status of the error. Default: 400.
         *
         * @param httpStatus from 400 to 599
         * @return this builder
         * @throws InvalidOptionException if it is no such status
         */
        public Builder status(int httpStatus) {
            if (httpStatus < 400 || httpStatus > 599) {
                throw new InvalidOptionException("status", httpStatus, "an HTTP error status from 400 to 599");
            }
            this.status = httpStatus;
            return this;
        }

        /**
         * Sets how much the caller is told: when messages and paths have this many characters, those that remain are left out, and a last
         * message says so. Default: {@link #DEFAULT_MAX_MESSAGES_LENGTH}.
         *
         * @param characters zero tells nothing but that messages were left out
         * @return this builder
         * @throws InvalidOptionException if it is negative
         */
        public Builder maxMessagesLength(int characters) {
            if (characters < 0) {
                throw new InvalidOptionException("maxMessagesLength", characters, "zero or more");
            }
            this.maxMessagesLength = characters;
            return this;
        }

        /**
         * Sets the language of the messages. It does not hold for a {@link #validator} of one's own. Default: English, whatever the JVM's.
         *
         * @param language a locale
         * @return this builder
         */
        public Builder locale(Locale language) {
            this.locale = Objects.requireNonNull(language, "language");
            return this;
        }

        /**
         * Sets what makes the exception that is thrown. Default: {@link ValidationFailedException}.
         *
         * @param factory is given what is broken, sorted; called by any thread
         * @return this builder
         */
        public Builder exceptionFactory(Function<List<Violation>, ? extends Exception> factory) {
            this.exceptionFactory = Objects.requireNonNull(factory, "factory");
            return this;
        }

        /**
         * Sets who checks, as where constraints need services of the application. Default: a {@code Validator} of Hibernate Validator's that all
         * handlers share, made when the first of them needs it.
         *
         * @param own the validator; it has to let controllers that implement a contract repeat its constraints
         * @return this builder
         */
        public Builder validator(Validator own) {
            this.validator = Objects.requireNonNull(own, "own");
            return this;
        }

        /**
         * Builds.
         *
         * @return the pipe
         */
        public ValidationPipe build() {
            return new ValidationPipe(new ValidationOptions(
                    errorFormat,
                    groups,
                    stopAtFirstError,
                    hideMessages,
                    status,
                    maxMessagesLength,
                    locale,
                    exceptionFactory,
                    validator));
        }
    }
}

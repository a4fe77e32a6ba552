package dev.rookery.module;

import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Says how a {@link DynamicModule} comes to something that it provides: by a class that the container makes, by a value that is there, or by
 * a factory with injected parameters. Each is made once. Immutable.
 *
 * @param <T> what is provided
 */
public sealed interface ProviderDefinition<T> {

    /**
     * What it is asked for by.
     *
     * @return the token
     */
    Token<T> token();

    /**
     * A class under its own type.
     *
     * @param type a concrete class
     * @param <T> the class
     * @return the definition
     */
    static <T> ProviderDefinition<T> ofClass(Class<T> type) {
        return new OfClass<>(Token.of(type), type);
    }

    /**
     * A class under another type, or with a qualifier; what Nest calls {@code useClass}.
     *
     * @param token what it is asked for by
     * @param type a concrete class
     * @param <T> what is provided
     * @return the definition
     */
    static <T> ProviderDefinition<T> ofClass(Token<T> token, Class<? extends T> type) {
        return new OfClass<>(token, type);
    }

    /**
     * A value that is there; what Nest calls {@code useValue}.
     *
     * @param token what it is asked for by
     * @param value the value
     * @param <T> what is provided
     * @return the definition
     */
    static <T> ProviderDefinition<T> ofValue(Token<T> token, T value) {
        Objects.requireNonNull(value, "value");
        return new OfFactory<>(token, List.of(), arguments -> value);
    }

    /**
     * A factory without parameters; what Nest calls {@code useFactory}.
     *
     * @param token what it is asked for by
     * @param factory called once, at start; must not return null
     * @param <T> what is provided
     * @return the definition
     */
    static <T> ProviderDefinition<T> ofFactory(Token<T> token, Supplier<? extends T> factory) {
        return new OfFactory<>(token, List.of(), arguments -> factory.get());
    }

    /**
     * A factory with a parameter.
     *
     * @param token what it is asked for by
     * @param parameter what is injected
     * @param factory called once, at start; must not return null
     * @param <A> what is injected
     * @param <T> what is provided
     * @return the definition
     */
    @SuppressWarnings("unchecked") // the container gives what the token says
    static <A, T> ProviderDefinition<T> ofFactory(
            Token<T> token, Token<A> parameter, Function<? super A, ? extends T> factory) {
        return new OfFactory<>(token, List.of(parameter), arguments -> factory.apply((A) arguments.getFirst()));
    }

    /**
     * A factory with two parameters.
     *
     * @param token what it is asked for by
     * @param first what is injected first
     * @param second what is injected second
     * @param factory called once, at start; must not return null
     * @param <A> what is injected first
     * @param <B> what is injected second
     * @param <T> what is provided
     * @return the definition
     */
    @SuppressWarnings("unchecked") // the container gives what the tokens say
    static <A, B, T> ProviderDefinition<T> ofFactory(
            Token<T> token, Token<A> first, Token<B> second, BiFunction<? super A, ? super B, ? extends T> factory) {
        return new OfFactory<>(
                token,
                List.of(first, second),
                arguments -> factory.apply((A) arguments.getFirst(), (B) arguments.getLast()));
    }

    /**
     * A class that the container makes.
     *
     * @param token what it is asked for by
     * @param type a concrete class
     * @param <T> what is provided
     */
    record OfClass<T>(Token<T> token, Class<? extends T> type) implements ProviderDefinition<T> {
        /** Checks the parts. */
        public OfClass {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(type, "type");
        }
    }

    /**
     * A factory with any number of parameters.
     *
     * @param token what it is asked for by
     * @param parameters what is injected, in order
     * @param factory called once, at start, with what the parameters ask for; must not return null
     * @param <T> what is provided
     */
    record OfFactory<T>(Token<T> token, List<Token<?>> parameters, Function<List<Object>, ? extends T> factory)
            implements ProviderDefinition<T> {
        /** Checks the parts. */
        public OfFactory {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(factory, "factory");
            parameters = List.copyOf(parameters);
        }
    }
}

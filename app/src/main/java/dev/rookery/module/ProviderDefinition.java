package dev.rookery.module;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Says how a {@link DynamicModule} comes to something that it provides: by a class that the container makes, by a value that is there, by a
 * factory with injected parameters, or by another name. Each is made once, unless {@link #in} says otherwise. Immutable.
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
     * The same in another scope.
     *
     * @param scope how many instances there are
     * @return a definition
     * @throws WiringException for another name of something, which has no scope of its own
     */
    ProviderDefinition<T> in(Scope scope);

    /**
     * A class under its own type.
     *
     * @param type a concrete class
     * @param <T> the class
     * @return the definition, in the scope that the class says
     */
    static <T> ProviderDefinition<T> ofClass(Class<T> type) {
        return ofClass(Token.of(type), type);
    }

    /**
     * A class under another type, or with a qualifier; what Nest calls {@code useClass}.
     *
     * @param token what it is asked for by
     * @param type a concrete class
     * @param <T> what is provided
     * @return the definition, in the scope that the class says
     */
    static <T> ProviderDefinition<T> ofClass(Token<T> token, Class<? extends T> type) {
        return new OfClass<>(token, type, Scope.of(type));
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
        return factory(token, List.of(), arguments -> value);
    }

    /**
     * Another name of something that is provided; what Nest calls {@code useExisting}. Who asks for one or the other gets the same.
     *
     * @param token the other name
     * @param existing what it stands for; has to be in sight of the module
     * @param <T> what is provided
     * @return the definition
     */
    static <T> ProviderDefinition<T> ofExisting(Token<T> token, Token<? extends T> existing) {
        return new OfExisting<>(token, existing);
    }

    /**
     * A factory without parameters; what Nest calls {@code useFactory}.
     *
     * @param token what it is asked for by
     * @param factory must not return null
     * @param <T> what is provided
     * @return the definition
     */
    static <T> ProviderDefinition<T> ofFactory(Token<T> token, Supplier<? extends T> factory) {
        return factory(token, List.of(), arguments -> factory.get());
    }

    /**
     * A factory with a parameter.
     *
     * @param token what it is asked for by
     * @param parameter what is injected
     * @param factory must not return null
     * @param <A> what is injected
     * @param <T> what is provided
     * @return the definition
     */
    @SuppressWarnings("unchecked") // the container gives what the token says
    static <A, T> ProviderDefinition<T> ofFactory(
            Token<T> token, Token<A> parameter, Function<? super A, ? extends T> factory) {
        return factory(token, List.of(parameter), arguments -> factory.apply((A) arguments.getFirst()));
    }

    /**
     * A factory with two parameters.
     *
     * @param token what it is asked for by
     * @param first what is injected first
     * @param second what is injected second
     * @param factory must not return null
     * @param <A> what is injected first
     * @param <B> what is injected second
     * @param <T> what is provided
     * @return the definition
     */
    @SuppressWarnings("unchecked") // the container gives what the tokens say
    static <A, B, T> ProviderDefinition<T> ofFactory(
            Token<T> token, Token<A> first, Token<B> second, BiFunction<? super A, ? super B, ? extends T> factory) {
        return factory(
                token,
                List.of(first, second),
                arguments -> factory.apply((A) arguments.getFirst(), (B) arguments.getLast()));
    }

    private static <T> ProviderDefinition<T> factory(
            Token<T> token, List<Token<?>> parameters, Function<List<Object>, ? extends T> factory) {
        return new OfFactory<>(token, parameters, factory, Scope.SINGLETON);
    }

    /**
     * An asynchronous factory without parameters. The start waits for what it gives, at most {@link ApplicationOptions#factoryTimeout()}.
     *
     * @param token what it is asked for by
     * @param factory gives the value later, and must not give null; a {@code Mono} has {@code toFuture()}
     * @param <T> what is provided
     * @return the definition
     */
    static <T> ProviderDefinition<T> ofAsync(Token<T> token, Supplier<? extends CompletionStage<? extends T>> factory) {
        return new OfAsyncFactory<>(token, List.of(), arguments -> factory.get(), Scope.SINGLETON);
    }

    /**
     * An asynchronous factory with a parameter. The start waits for what it gives, at most {@link ApplicationOptions#factoryTimeout()}.
     *
     * @param token what it is asked for by
     * @param parameter what is injected
     * @param factory gives the value later, and must not give null; a {@code Mono} has {@code toFuture()}
     * @param <A> what is injected
     * @param <T> what is provided
     * @return the definition
     */
    @SuppressWarnings("unchecked") // the container gives what the token says
    static <A, T> ProviderDefinition<T> ofAsync(
            Token<T> token, Token<A> parameter, Function<? super A, ? extends CompletionStage<? extends T>> factory) {
        return new OfAsyncFactory<>(
                token, List.of(parameter), arguments -> factory.apply((A) arguments.getFirst()), Scope.SINGLETON);
    }

    /**
     * A class that the container makes.
     *
     * @param token what it is asked for by
     * @param type a concrete class
     * @param scope how many instances there are
     * @param <T> what is provided
     */
    record OfClass<T>(Token<T> token, Class<? extends T> type, Scope scope) implements ProviderDefinition<T> {
        /** Checks the parts. */
        public OfClass {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(scope, "scope");
        }

        @Override
        public ProviderDefinition<T> in(Scope other) {
            return new OfClass<>(token, type, other);
        }
    }

    /**
     * A factory with any number of parameters.
     *
     * @param token what it is asked for by
     * @param parameters what is injected, in order
     * @param factory called with what the parameters ask for; must not return null
     * @param scope how often it is called
     * @param <T> what is provided
     */
    record OfFactory<T>(
            Token<T> token, List<Token<?>> parameters, Function<List<Object>, ? extends T> factory, Scope scope)
            implements ProviderDefinition<T> {
        /** Checks the parts. */
        public OfFactory {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(factory, "factory");
            Objects.requireNonNull(scope, "scope");
            parameters = List.copyOf(parameters);
        }

        @Override
        public ProviderDefinition<T> in(Scope other) {
            return new OfFactory<>(token, parameters, factory, other);
        }
    }

    /**
     * An asynchronous factory with any number of parameters.
     *
     * @param token what it is asked for by
     * @param parameters what is injected, in order
     * @param factory called with what the parameters ask for; gives the value later, and must not give null
     * @param scope how often it is called
     * @param <T> what is provided
     */
    record OfAsyncFactory<T>(
            Token<T> token,
            List<Token<?>> parameters,
            Function<List<Object>, ? extends CompletionStage<? extends T>> factory,
            Scope scope)
            implements ProviderDefinition<T> {
        /** Checks the parts. */
        public OfAsyncFactory {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(factory, "factory");
            Objects.requireNonNull(scope, "scope");
            parameters = List.copyOf(parameters);
        }

        @Override
        public ProviderDefinition<T> in(Scope other) {
            return new OfAsyncFactory<>(token, parameters, factory, other);
        }
    }

    /**
     * Another name.
     *
     * @param token what it is asked for by
     * @param existing what it stands for
     * @param <T> what is provided
     */
    record OfExisting<T>(Token<T> token, Token<? extends T> existing) implements ProviderDefinition<T> {
        /** Checks the parts. */
        public OfExisting {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(existing, "existing");
        }

        @Override
        public ProviderDefinition<T> in(Scope scope) {
            throw new WiringException(token + " is another name of " + existing
                    + " and lives as long as that: say the scope where that is defined");
        }
    }
}

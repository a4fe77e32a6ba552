package dev.rookery.test;

import dev.rookery.Microservice;
import dev.rookery.Rookery;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.module.ApplicationOptions;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Overrides;
import dev.rookery.module.ProviderDefinition;
import dev.rookery.module.Token;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.pipeline.Pipe;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.Transporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Starts the real application on the in-memory transport, with parts of it overridden. Packets are written and read, and the whole pipeline
 * runs; only the network is missing. An override that matches nothing fails the start, as a mistake in the modules does.
 *
 * <p>Used by one thread. It may start any number of services, each in a world of its own.
 */
public final class RookeryTest {
    private final Application application;
    private final Overrides.Builder overrides = Overrides.builder();
    private final List<Consumer<? super Microservice>> configurations = new ArrayList<>();
    private ServerOptions serverOptions = ServerOptions.defaults();
    private ClientOptions clientOptions = ClientOptions.defaults();
    private ApplicationOptions applicationOptions = ApplicationOptions.defaults();

    private RookeryTest(Application application) {
        this.application = application;
    }

    /** How the application is created. */
    @FunctionalInterface
    private interface Application {
        Microservice create(Transporter transporter, ServerOptions options, ApplicationOptions modules);
    }

    /**
     * Begins with the service of a module.
     *
     * @param module a class with {@code @Module}
     * @return a test of it
     */
    public static RookeryTest microservice(Class<?> module) {
        Objects.requireNonNull(module, "module");
        return new RookeryTest(
                (transporter, options, modules) -> Rookery.createMicroservice(module, transporter, options, modules));
    }

    /**
     * Begins with the service of a module.
     *
     * @param module the root module
     * @return a test of it
     */
    public static RookeryTest microservice(DynamicModule module) {
        Objects.requireNonNull(module, "module");
        return new RookeryTest(
                (transporter, options, modules) -> Rookery.createMicroservice(module, transporter, options, modules));
    }

    /**
     * Begins with the service of a module that is made for the test alone, as for one controller and what it needs.
     *
     * @param contents adds controllers, providers and imports to a module named TestModule
     * @return a test of it
     */
    public static RookeryTest microservice(Consumer<? super DynamicModule.Builder> contents) {
        var module = DynamicModule.builder("TestModule");
        contents.accept(module);
        return microservice(module.build());
    }

    // ---- providers ----

    /**
     * Gives a value in place of what modules provide under a type without a qualifier.
     *
     * @param type what it is asked for by
     * @param value the value
     * @param <T> its type
     * @return this test
     */
    public <T> RookeryTest overrideProvider(Class<T> type, T value) {
        overrides.provider(type, value);
        return this;
    }

    /**
     * Gives a class in place of what modules provide under a type without a qualifier. The container makes it, with what that module sees,
     * in the scope that the class says.
     *
     * @param type what it is asked for by
     * @param with a concrete class
     * @param <T> its type
     * @return this test
     */
    public <T> RookeryTest overrideProvider(Class<T> type, Class<? extends T> with) {
        overrides.provider(type, with);
        return this;
    }

    /**
     * Gives a value in place of all that modules provide with a name, whatever its type.
     *
     * @param name the name that {@code @Named} asks for
     * @param value the value, which has to be of the type that is provided
     * @return this test
     */
    public RookeryTest overrideProvider(String name, Object value) {
        overrides.provider(name, value);
        return this;
    }

    /**
     * Gives a class in place of all that modules provide with a name, whatever its type.
     *
     * @param name the name that {@code @Named} asks for
     * @param with a concrete class, which has to be of the type that is provided
     * @return this test
     */
    public RookeryTest overrideProvider(String name, Class<?> with) {
        overrides.provider(name, with);
        return this;
    }

    /**
     * Gives a value in place of what modules provide.
     *
     * @param token what it is asked for by
     * @param value the value
     * @param <T> its type
     * @return this test
     */
    public <T> RookeryTest overrideProvider(Token<T> token, T value) {
        overrides.provider(token, value);
        return this;
    }

    /**
     * Gives a class in place of what modules provide.
     *
     * @param token what it is asked for by
     * @param with a concrete class
     * @param <T> its type
     * @return this test
     */
    public <T> RookeryTest overrideProvider(Token<T> token, Class<? extends T> with) {
        overrides.provider(token, with);
        return this;
    }

    /**
     * Gives what a definition says in place of what modules provide under its token: a factory, an asynchronous one, another scope.
     *
     * @param definition how to come to it; what it needs has to be in sight of each module that provides the token
     * @return this test
     */
    public RookeryTest overrideProvider(ProviderDefinition<?> definition) {
        overrides.provider(definition);
        return this;
    }

    // ---- the pipeline ----

    /**
     * Gives a guard in place of a class of guards: wherever an annotation names it, and where a module provides it.
     *
     * @param type the class that is named
     * @param with a guard
     * @return this test
     */
    public RookeryTest overrideGuard(Class<? extends Guard> type, Guard with) {
        overrides.component(type, with);
        return this;
    }

    /**
     * Gives a class in place of a class of guards. The container makes it, with what the modules see that use it.
     *
     * @param type the class that is named
     * @param with a concrete class
     * @return this test
     */
    public RookeryTest overrideGuard(Class<? extends Guard> type, Class<? extends Guard> with) {
        overrides.component(type, with);
        return this;
    }

    /**
     * Gives an interceptor in place of a class of interceptors: wherever an annotation names it, and where a module provides it.
     *
     * @param type the class that is named
     * @param with an interceptor; {@code (context, next) -> next.handle()} does nothing
     * @return this test
     */
    public RookeryTest overrideInterceptor(Class<? extends Interceptor> type, Interceptor with) {
        overrides.component(type, with);
        return this;
    }

    /**
     * Gives a class in place of a class of interceptors. The container makes it, with what the modules see that use it.
     *
     * @param type the class that is named
     * @param with a concrete class
     * @return this test
     */
    public RookeryTest overrideInterceptor(Class<? extends Interceptor> type, Class<? extends Interceptor> with) {
        overrides.component(type, with);
        return this;
    }

    /**
     * Gives a pipe in place of a class of pipes: wherever an annotation names it, and where a module provides it.
     *
     * @param type the class that is named
     * @param with a pipe; the payload is bound to the input type of its class, and for a lambda to the parameter's
     * @return this test
     */
    @SuppressWarnings("rawtypes") // Class<? extends Pipe<?, ?>> would not take the class of a generic pipe
    public RookeryTest overridePipe(Class<? extends Pipe> type, Pipe<?, ?> with) {
        overrides.component(type, with);
        return this;
    }

    /**
     * Gives a class in place of a class of pipes. The container makes it, with what the modules see that use it.
     *
     * @param type the class that is named
     * @param with a concrete class
     * @return this test
     */
    @SuppressWarnings("rawtypes") // Class<? extends Pipe<?, ?>> would not take the class of a generic pipe
    public RookeryTest overridePipe(Class<? extends Pipe> type, Class<? extends Pipe> with) {
        overrides.component(type, with);
        return this;
    }

    /**
     * Gives a filter in place of a class of filters: wherever an annotation names it, and where a module provides it.
     *
     * @param type the class that is named
     * @param with a filter; which errors it takes says its own class, and a lambda takes all
     * @return this test
     */
    @SuppressWarnings("rawtypes") // Class<? extends ExceptionFilter<?>> would not take the class of a generic filter
    public RookeryTest overrideFilter(Class<? extends ExceptionFilter> type, ExceptionFilter<?> with) {
        overrides.component(type, with);
        return this;
    }

    /**
     * Gives a class in place of a class of filters. The container makes it, with what the modules see that use it.
     *
     * @param type the class that is named
     * @param with a concrete class, which says itself which errors it takes
     * @return this test
     */
    @SuppressWarnings("rawtypes") // Class<? extends ExceptionFilter<?>> would not take the class of a generic filter
    public RookeryTest overrideFilter(Class<? extends ExceptionFilter> type, Class<? extends ExceptionFilter> with) {
        overrides.component(type, with);
        return this;
    }

    // ---- modules ----

    /**
     * Imports another module wherever one is imported.
     *
     * @param module a class, which stands for every {@link DynamicModule} of it too
     * @param with a class with {@code @Module}
     * @return this test
     */
    public RookeryTest overrideModule(Class<?> module, Class<?> with) {
        overrides.module(module, with);
        return this;
    }

    /**
     * Imports another module wherever one is imported.
     *
     * @param module a class, which stands for every {@link DynamicModule} of it too
     * @param with a module
     * @return this test
     */
    public RookeryTest overrideModule(Class<?> module, DynamicModule with) {
        overrides.module(module, with);
        return this;
    }

    /**
     * Imports another module wherever one is imported.
     *
     * @param module this very object
     * @param with a module
     * @return this test
     */
    public RookeryTest overrideModule(DynamicModule module, DynamicModule with) {
        overrides.module(module, with);
        return this;
    }

    // ---- what is missing ----

    /**
     * Lets a {@link Mocks mock} stand in for each interface that something needs and no module provides; lists, sets and maps are empty. All that
     * need it get the same, and so does {@link TestService#mock}. A class that is missing stays a mistake.
     *
     * @return this test
     */
    public RookeryTest mockMissing() {
        return mockMissing(Mocks::missing);
    }

    /**
     * Lets something stand in for what is needed and no module provides: mocks of a library, as a rule. Each token is asked for once.
     *
     * @param mocks gives something of the token's type; nothing leaves the mistake
     * @return this test
     */
    public RookeryTest mockMissing(Function<Token<?>, Optional<Object>> mocks) {
        overrides.mockMissing(mocks);
        return this;
    }

    // ---- options ----

    /**
     * Sets how the service treats messages. Default: {@link ServerOptions#defaults()}.
     *
     * @param value the options
     * @return this test
     */
    public RookeryTest serverOptions(ServerOptions value) {
        this.serverOptions = Objects.requireNonNull(value, "serverOptions");
        return this;
    }

    /**
     * Sets how the client of the test treats calls. Default: {@link ClientOptions#defaults()}.
     *
     * @param value the options; the timeout is also that of {@link TestService#emitAndAwait}
     * @return this test
     */
    public RookeryTest clientOptions(ClientOptions value) {
        this.clientOptions = Objects.requireNonNull(value, "clientOptions");
        return this;
    }

    /**
     * Sets how the application treats its modules. Default: {@link ApplicationOptions#defaults()}.
     *
     * @param value the options, without overrides
     * @return this test
     * @throws InvalidOptionException if there are overrides in them
     */
    public RookeryTest applicationOptions(ApplicationOptions value) {
        if (!value.overrides().equals(Overrides.NONE)) {
            throw new InvalidOptionException(
                    "overrides", value.overrides(), "none, since the methods of RookeryTest say them");
        }
        this.applicationOptions = value;
        return this;
    }

    /**
     * Does to the service what a program does between creating and starting it, such as {@code useGlobalFilters}.
     *
     * @param configuration called with each service before it is started
     * @return this test
     */
    public RookeryTest configure(Consumer<? super Microservice> configuration) {
        configurations.add(Objects.requireNonNull(configuration, "configuration"));
        return this;
    }

    // ---- the start ----

    /**
     * Starts a service. Blocks until it answers.
     *
     * @return the running service, to be closed
     * @throws dev.rookery.module.WiringException if the modules cannot be put together, or an override matches nothing; it tells every mistake
     * @throws dev.rookery.error.RookeryException if a handler or a hook fails; nothing is left running
     */
    public TestService start() {
        var traffic = new Traffic();
        var transporter = new WatchedMemory(traffic);
        var service = application.create(transporter, serverOptions, modules());
        try {
            configurations.forEach(configuration -> configuration.accept(service));
            service.listen();
        } catch (RuntimeException | Error failure) {
            service.close();
            throw failure;
        }
        var client = ClientProxyFactory.create(transporter, Traffic.marking(clientOptions));
        return new TestService(service, client, clientOptions, serverOptions.codec(), traffic);
    }

    private ApplicationOptions modules() {
        return ApplicationOptions.builder()
                .factoryTimeout(applicationOptions.factoryTimeout())
                .startHookTimeout(applicationOptions.startHookTimeout())
                .shutdownHookTimeout(applicationOptions.shutdownHookTimeout())
                .maxTenants(applicationOptions.maxTenants())
                .overrides(overrides.build())
                .build();
    }
}

package dev.rookery.test;

import dev.rookery.client.ClientProxy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a service for tests, in a field with {@code @RegisterExtension}: a static one starts it once for the class and its nested ones, another
 * one for each test. It is closed after the last {@code @AfterAll} or {@code @AfterEach}.
 *
 * <p>Methods of the test may take a {@link TestService}, a {@link ClientProxy}, anything that a module provides once for the application, with
 * its qualifier, and a contract that no module provides, which is a client of the service then.
 */
public final class RookeryExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
    private final RookeryTest test;
    private volatile @Nullable TestService running;

    private RookeryExtension(RookeryTest test) {
        this.test = Objects.requireNonNull(test, "test");
    }

    /**
     * Makes an extension.
     *
     * @param test starts the service
     * @return an extension for a field with {@code @RegisterExtension}
     */
    public static RookeryExtension of(RookeryTest test) {
        return new RookeryExtension(test);
    }

    /**
     * The service.
     *
     * @return that of the running class or test
     * @throws IllegalStateException if there is none
     */
    public TestService service() {
        var current = running;
        if (current == null) {
            throw new IllegalStateException(
                    "No service runs: annotate the field of this extension with @RegisterExtension, and ask within a test or after the"
                            + " start of its class");
        }
        return current;
    }

    /**
     * A client of the service.
     *
     * @return as {@link TestService#client()}
     */
    public ClientProxy client() {
        return service().client();
    }

    /**
     * A client of a contract.
     *
     * @param contract an interface whose methods have {@code @MessagePattern} or {@code @EventPattern}
     * @param <T> the interface
     * @return as {@link TestService#client(Class)}
     */
    public <T> T client(Class<T> contract) {
        return service().client(contract);
    }

    /**
     * Finds something that any module provides.
     *
     * @param type its type
     * @param <T> its type
     * @return as {@link TestService#get(Class)}
     */
    public <T> T get(Class<T> type) {
        return service().get(type);
    }

    // ---- for JUnit ----

    @Override
    public void beforeAll(ExtensionContext context) {
        running = in(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        running = in(context);
    }

    /** That of the class or of a class around it, else a new one, which JUnit closes at the end of the context. */
    private TestService in(ExtensionContext context) {
        return context.getStore(Namespace.create(RookeryExtension.class))
                .computeIfAbsent(this, absent -> test.start(), TestService.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var current = running;
        return current != null
                && ServiceParameters.valueOf(parameter.getParameter(), current).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return ServiceParameters.valueOf(parameter.getParameter(), service()).orElseThrow();
    }
}

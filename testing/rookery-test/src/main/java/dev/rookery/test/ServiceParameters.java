package dev.rookery.test;

import dev.rookery.client.ClientProxy;
import dev.rookery.handler.internal.HandlerDiscovery;
import dev.rookery.module.Token;
import dev.rookery.module.WiringException;
import jakarta.inject.Qualifier;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Optional;

/** What a parameter of a test stands for: the service, what its modules provide, or a client of it. */
final class ServiceParameters {
    private ServiceParameters() {}

    static Optional<Object> valueOf(Parameter parameter, TestService service) {
        var type = parameter.getType();
        var qualifier = Arrays.stream(parameter.getAnnotations())
                .filter(any -> any.annotationType().isAnnotationPresent(Qualifier.class))
                .findFirst();
        if (type == TestService.class) {
            return Optional.of(service);
        }
        if (type == ClientProxy.class && qualifier.isEmpty()) {
            return Optional.of(service.client());
        }
        var provided = provided(service, type, qualifier);
        return provided.isEmpty() && qualifier.isEmpty() && isContract(type)
                ? Optional.of(service.client(type))
                : provided;
    }

    private static Optional<Object> provided(TestService service, Class<?> type, Optional<Annotation> qualifier) {
        Token<?> plain = Token.of(type);
        Token<?> token = qualifier.isPresent() ? plain.qualifiedBy(qualifier.get()) : plain;
        try {
            return Optional.of(service.get(token));
        } catch (WiringException none) {
            return Optional.empty(); // somebody else's parameter; JUnit tells if it is nobody's
        }
    }

    private static boolean isContract(Class<?> type) {
        return type.isInterface()
                && Arrays.stream(type.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .anyMatch(method ->
                                !HandlerDiscovery.mappingsOf(type, method).isEmpty());
    }
}

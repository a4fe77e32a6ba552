package dev.rookery.test;

import dev.rookery.client.ClientProxy;
import dev.rookery.handler.internal.HandlerDiscovery;
import dev.rookery.module.Discovery;
import dev.rookery.module.Discovery.Discovered;
import dev.rookery.module.Token;
import dev.rookery.module.WiringException;
import jakarta.inject.Qualifier;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
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
        var provided = generic(service, parameter.getParameterizedType(), qualifier)
                .or(() -> provided(service, plain(type, qualifier)));
        return provided.isEmpty() && qualifier.isEmpty() && isContract(type)
                ? Optional.of(service.client(type))
                : provided;
    }

    /** Of a provider of that very type, generics included, if it is of a generic type. */
    private static Optional<Object> generic(TestService service, Type type, Optional<Annotation> qualifier) {
        return type instanceof ParameterizedType
                ? service.get(Discovery.class).providers().stream()
                        .map(Discovered::token)
                        .filter(token ->
                                token.type().equals(type) && token.qualifier().equals(qualifier))
                        .findFirst()
                        .flatMap(token -> provided(service, token))
                : Optional.empty();
    }

    private static Token<?> plain(Class<?> type, Optional<Annotation> qualifier) {
        Token<?> plain = Token.of(type);
        return qualifier.isPresent() ? plain.qualifiedBy(qualifier.get()) : plain;
    }

    private static Optional<Object> provided(TestService service, Token<?> token) {
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

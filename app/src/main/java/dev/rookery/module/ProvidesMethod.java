package dev.rookery.module;

import jakarta.inject.Provider;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A method with {@link Provides}.
 *
 * @param method the method, which can be called
 * @param token what its result, or what comes of it, is asked for by
 * @param asynchronous whether the result is waited for
 * @param dependencies the module's instance, unless the method is static, then the parameters
 */
record ProvidesMethod(Method method, Token<?> token, boolean asynchronous, List<Dependency> dependencies) {

    static ProvidesMethod of(Class<?> module, Method method) {
        if (method.getReturnType() == void.class || method.getReturnType() == Void.class) {
            throw new WiringException(
                    TypeNames.of(method) + " has @Provides and returns nothing: return what it provides");
        }
        makeAccessible(method);
        var dependencies = new ArrayList<Dependency>();
        if (!Modifier.isStatic(method.getModifiers())) {
            dependencies.add(Dependency.on(Token.of(module), "as the instance that it is a method of"));
        }
        dependencies.addAll(Dependency.ofParameters(TypeNames.of(method), method, ""));
        var qualifier = Dependency.qualifierOf(method, "on " + TypeNames.of(method));
        return new ProvidesMethod(
                method,
                Token.of(providedType(method), qualifier),
                Later.is(method.getReturnType()),
                List.copyOf(dependencies));
    }

    private static Type providedType(Method method) {
        var returned = method.getReturnType();
        if (returned == Optional.class || returned == Provider.class) {
            throw new WiringException(TypeNames.of(method) + " has @Provides and returns "
                    + TypeNames.of(method.getGenericReturnType())
                    + ", which nobody can ask for: return what is in it; who can do without takes an Optional, and who wants it later"
                    + " a Provider, of anything that is provided");
        }
        if (!Later.is(returned)) {
            return method.getGenericReturnType();
        }
        if (method.getGenericReturnType() instanceof ParameterizedType generic
                && generic.getActualTypeArguments().length == 1) {
            return generic.getActualTypeArguments()[0];
        }
        throw new WiringException(TypeNames.of(method) + " has @Provides and returns " + returned.getSimpleName()
                + ", which does not say what comes of it: write it, as in " + returned.getSimpleName() + "<Config>");
    }

    static void makeAccessible(java.lang.reflect.AccessibleObject member) {
        try {
            member.setAccessible(true);
        } catch (InaccessibleObjectException e) {
            throw new WiringException(member + " cannot be reached: open its package to dev.rookery.app", e);
        }
    }

    @Nullable Object call(List<@Nullable Object> arguments) throws InvocationTargetException, IllegalAccessException {
        var isStatic = Modifier.isStatic(method.getModifiers());
        var own = isStatic ? arguments : arguments.subList(1, arguments.size());
        return method.invoke(isStatic ? null : arguments.getFirst(), own.toArray());
    }
}

package dev.rookery.module;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * A method with {@link Provides}.
 *
 * @param method the method, which can be called
 * @param token what its result is asked for by
 * @param dependencies the module's instance, unless the method is static, then the parameters
 */
record ProvidesMethod(Method method, Token<?> token, List<Dependency> dependencies) {

    static ProvidesMethod of(Class<?> module, Method method) {
        if (method.getReturnType() == void.class || method.getReturnType() == Void.class) {
            throw new WiringException(
                    TypeNames.of(method) + " has @Provides and returns nothing: return what it provides");
        }
        makeAccessible(method);
        var dependencies = new ArrayList<Dependency>();
        if (!Modifier.isStatic(method.getModifiers())) {
            dependencies.add(new Dependency(Token.of(module), false, "as the instance that it is a method of"));
        }
        dependencies.addAll(Dependency.ofParameters(method, ""));
        var qualifier = Dependency.qualifierOf(method, "on " + TypeNames.of(method));
        return new ProvidesMethod(
                method, Token.of(method.getGenericReturnType(), qualifier), List.copyOf(dependencies));
    }

    static void makeAccessible(java.lang.reflect.AccessibleObject member) {
        try {
            member.setAccessible(true);
        } catch (InaccessibleObjectException e) {
            throw new WiringException(member + " cannot be reached: open its package to dev.rookery.app", e);
        }
    }

    Object call(List<Object> arguments) throws InvocationTargetException, IllegalAccessException {
        var isStatic = Modifier.isStatic(method.getModifiers());
        var own = isStatic ? arguments : arguments.subList(1, arguments.size());
        var result = method.invoke(isStatic ? null : arguments.getFirst(), own.toArray());
        if (result == null) {
            throw new WiringException("it returned null: return a value");
        }
        return result;
    }
}

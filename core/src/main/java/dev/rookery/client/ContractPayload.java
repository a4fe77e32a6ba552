package dev.rookery.client;

import dev.rookery.annotation.Payload;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.handler.internal.HandlerDiscovery;
import dev.rookery.internal.ComposedAnnotations;
import dev.rookery.internal.Lineage;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a method of a contract sends: its one parameter, or an object with a member for each {@code @Payload("name")}, as a controller that
 * implements the contract takes it apart.
 *
 * @param members the names of the members, by parameter; none for the one parameter itself
 * @param hasData whether there is a payload at all
 */
record ContractPayload(List<String> members, boolean hasData) {

    static ContractPayload of(Class<?> contract, Method method) {
        var lineage = Lineage.of(contract, method);
        var names = new ArrayList<String>();
        for (var index = 0; index < method.getParameterCount(); index++) {
            ComposedAnnotations.find(ComposedAnnotations.ofParameter(lineage, index), Payload.class).stream()
                    .map(Payload::value)
                    .filter(name -> !name.isEmpty())
                    .findFirst()
                    .ifPresent(names::add);
        }
        if (!names.isEmpty() && names.size() < method.getParameterCount()) {
            throw mistake(method, names.size() + " of them with @Payload(\"name\") (expected: all, or one without)");
        }
        if (names.isEmpty() && method.getParameterCount() > 1) {
            throw mistake(
                    method,
                    "none of them by name (expected: the payload, nothing, or members of it with @Payload(\"name\"))");
        }
        if (names.stream().distinct().count() < names.size()) {
            throw mistake(method, names + " by name (expected: each name once)");
        }
        return new ContractPayload(List.copyOf(names), method.getParameterCount() > 0);
    }

    private static HandlerDefinitionException mistake(Method method, String rest) {
        return new HandlerDefinitionException(
                HandlerDiscovery.describe(method) + " takes " + method.getParameterCount() + " parameters, " + rest);
    }

    @Nullable Object data(Object @Nullable [] arguments) {
        if (arguments == null || arguments.length == 0) {
            return null;
        }
        if (members.isEmpty()) {
            return arguments[0];
        }
        var data = new LinkedHashMap<String, @Nullable Object>();
        for (var index = 0; index < arguments.length; index++) {
            data.put(members.get(index), arguments[index]);
        }
        return data;
    }
}

package dev.rookery.client;

import dev.rookery.error.HandlerDefinitionException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A contract as an object: each method is one call, prepared when the object is made. */
final class TypedClient implements InvocationHandler {
    private static final Object[] NONE = {};

    private final Class<?> contract;
    private final Map<Method, ContractMethod> methods;

    private TypedClient(Class<?> contract, Map<Method, ContractMethod> methods) {
        this.contract = contract;
        this.methods = methods;
    }

    static <T> T create(ClientProxy client, Class<T> contract, Function<Method, String> naming) {
        if (!contract.isInterface()) {
            throw new HandlerDefinitionException(contract.getName()
                    + " is no interface: a contract is one, with @MessagePattern or @EventPattern on its methods");
        }
        var methods = new HashMap<Method, ContractMethod>();
        for (var method : contract.getMethods()) {
            if (!method.isDefault() && !Modifier.isStatic(method.getModifiers())) {
                methods.put(method, ContractMethod.of(client, contract, method, naming));
            }
        }
        var handler = new TypedClient(contract, Map.copyOf(methods));
        return contract.cast(Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] {contract}, handler));
    }

    @Override
    @SuppressWarnings({"NullAway", "ReferenceEquality"
    }) // a null reply is null for the caller; a proxy equals itself alone
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        var call = methods.get(method);
        if (call != null) {
            return call.call(arguments);
        }
        if (method.isDefault()) {
            return ofContract(method).bindTo(proxy).invokeWithArguments(arguments == null ? NONE : arguments);
        }
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> contract.getSimpleName() + " client";
        };
    }

    /** A default method, which may be called too where the contract is not public. */
    private static MethodHandle ofContract(Method method) throws IllegalAccessException {
        var declaring = method.getDeclaringClass();
        return MethodHandles.privateLookupIn(declaring, MethodHandles.lookup()).unreflectSpecial(method, declaring);
    }
}

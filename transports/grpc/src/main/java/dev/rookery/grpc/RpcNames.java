package dev.rookery.grpc;

import dev.rookery.handler.PatternNaming;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;

/** Names of services and rpcs as Nest has them: what the annotation leaves out, class and method say. */
final class RpcNames implements PatternNaming {

    /** Called by core. */
    RpcNames() {}

    @Override
    public List<String> patternsOf(Annotation mapping, Class<?> controller, Method method) {
        return List.of(
                switch (mapping) {
                    case GrpcMethod single -> name(single.value(), single.method(), method);
                    case GrpcStreamMethod stream -> name(stream.value(), stream.method(), method);
                    case GrpcStreamCall call -> name(call.value(), call.method(), method);
                    default -> throw new IllegalArgumentException(mapping + " is no annotation of gRPC");
                });
    }

    static String name(String service, String rpc, Method method) {
        return (service.isEmpty() ? method.getDeclaringClass().getSimpleName() : service)
                + "/"
                + (rpc.isEmpty() ? capitalized(method.getName()) : rpc);
    }

    private static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}

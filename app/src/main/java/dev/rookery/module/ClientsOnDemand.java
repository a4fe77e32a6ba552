package dev.rookery.module;

import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.transport.Transporter;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is made for {@link Client}, once a module and transport: the supplier of the transport, the client, and clients of contracts. */
final class ClientsOnDemand {

    @Nullable Provided get(ModuleGraph graph, ModuleNode module, Token<?> token, Client client) {
        var type = token.type();
        if (type == client.value()) {
            var provided = graph.inSight(module, Token.of(client.value()));
            return provided.isEmpty()
                    ? supplier(module, token, client)
                    : provided.iterator().next();
        }
        if (type == ClientProxy.class) {
            return made(module, token, token(client.value(), client), ClientsOnDemand::connect);
        }
        return type instanceof Class<?> contract && contract.isInterface()
                ? made(module, token, token(ClientProxy.class, client), proxy -> ((ClientProxy) proxy).as(contract))
                : null;
    }

    private static Token<?> token(Type type, Client client) {
        return Token.of(type, client);
    }

    private static Provided supplier(ModuleNode module, Token<?> token, Client client) {
        var recipe = new Recipe.OfClass(ClassBlueprint.of(client.value()));
        return module.onDemand(token, () -> new Provided(token, module, recipe, Scope.SINGLETON));
    }

    private static ClientProxy connect(Object supplier) {
        return ClientProxyFactory.create((Transporter) ((Supplier<?>) supplier).get());
    }

    private static Provided made(ModuleNode module, Token<?> token, Token<?> from, Function<Object, ?> how) {
        var dependencies = List.of(Dependency.on(from, "for its transport"));
        return module.onDemand(
                token,
                () -> new Provided(
                        token,
                        module,
                        new Recipe.OfFactory(
                                token.toString(), dependencies, false, arguments -> how.apply(arguments.getFirst())),
                        Scope.SINGLETON));
    }
}

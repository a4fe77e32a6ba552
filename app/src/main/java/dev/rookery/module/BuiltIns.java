package dev.rookery.module;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be injected everywhere without being provided by a module. A module may provide something else under the same token. */
final class BuiltIns {
    private static final ModuleNode ROOKERY = new ModuleNode("Rookery", null, true, true);

    private final Container container;
    private final ClientsOnDemand clients = new ClientsOnDemand();
    private final Map<Token<?>, Provided> everywhere;

    BuiltIns(Container container) {
        this.container = container;
        this.everywhere = List.of(
                        seed(RequestContext.class, Scope.REQUEST),
                        seed(Tenant.class, Scope.TENANT),
                        value(LazyModuleLoader.class, new LazyModuleLoader(container), ROOKERY),
                        value(Discovery.class, new Discovery(container), ROOKERY))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Provided::token, provided -> provided));
    }

    @Nullable Provided get(ModuleGraph graph, ModuleNode module, Token<?> token) {
        if (token.qualifier().orElse(null) instanceof Client client) {
            return clients.get(graph, module, token, client);
        }
        return token.equals(Token.of(ModuleRef.class)) ? moduleRef(module) : everywhere.get(token);
    }

    Provided moduleRef(ModuleNode module) {
        return module.onDemand(Token.of(ModuleRef.class), () -> value(ModuleRef.class, refOf(module), module));
    }

    ModuleRef refOf(ModuleNode module) {
        return new ModuleRef(container, module);
    }

    private static Provided seed(Class<?> type, Scope scope) {
        return new Provided(Token.of(type), ROOKERY, new Recipe.OfSeed(type.getSimpleName()), scope);
    }

    private static Provided value(Class<?> type, Object value, ModuleNode module) {
        Objects.requireNonNull(value);
        return new Provided(
                Token.of(type),
                module,
                new Recipe.OfFactory(type.getSimpleName(), List.of(), false, none -> value),
                Scope.SINGLETON);
    }
}

package dev.rookery.module;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that the container makes: a provider, a controller, a guard, the instance of a module. */
final class Provided {
    private final Token<?> token;
    private final ModuleNode module;
    private final Recipe recipe;
    private final Scope scope;
    private List<Source> sources = List.of();
    private Lifetime lifetime;
    private @Nullable Provided shortLived;
    private volatile @Nullable Object singleton;

    Provided(Token<?> token, ModuleNode module, Recipe recipe, Scope scope) {
        this.token = token;
        this.module = module;
        this.recipe = recipe;
        this.scope = scope;
        this.lifetime = Lifetime.of(scope);
    }

    /**
     * What a definition says, in a module.
     *
     * @throws WiringException if its class cannot be made
     */
    static Provided of(ProviderDefinition<?> definition, ModuleNode module) {
        var token = definition.token();
        return switch (definition) {
            case ProviderDefinition.OfClass<?> made ->
                new Provided(token, module, new Recipe.OfClass(ClassBlueprint.of(made.type())), made.scope());
            case ProviderDefinition.OfFactory<?> made ->
                new Provided(
                        token, module, Recipe.factory(token, made.parameters(), false, made.factory()), made.scope());
            case ProviderDefinition.OfAsyncFactory<?> made ->
                new Provided(
                        token, module, Recipe.factory(token, made.parameters(), true, made.factory()), made.scope());
            case ProviderDefinition.OfExisting<?> alias -> {
                var existing = Dependency.on(alias.existing(), "as what it is another name of");
                yield new Provided(token, module, new Recipe.OfAlias(token.toString(), existing), Scope.SINGLETON);
            }
        };
    }

    Token<?> token() {
        return token;
    }

    ModuleNode module() {
        return module;
    }

    Recipe recipe() {
        return recipe;
    }

    /** What the dependencies of the recipe came to, in their order. */
    List<Source> sources() {
        return sources;
    }

    void dependOn(List<Source> resolved) {
        sources = List.copyOf(resolved);
    }

    /** What is made when this is asked for: itself, unless it is another name of something else. */
    Provided target() {
        return recipe instanceof Recipe.OfAlias && !sources.isEmpty()
                ? sources.getFirst().from().getFirst().target()
                : this;
    }

    Scope scope() {
        return scope;
    }

    /** Whether this is what another one says too: the same class, in the same scope. */
    boolean says(Provided other) {
        return isSameClassAs(other) && scope == other.scope;
    }

    boolean isSameClassAs(Provided other) {
        return recipe instanceof Recipe.OfClass made
                && other.recipe instanceof Recipe.OfClass theirs
                && made.blueprint().type() == theirs.blueprint().type();
    }

    /** Whether all that ask for it get the same, as long as that lives. */
    boolean isShared() {
        return scope != Scope.TRANSIENT;
    }

    /** How long an instance lives: no longer than anything that it needs. */
    Lifetime lifetime() {
        return lifetime;
    }

    /** It lives no longer than something that it needs. */
    void livesAsShortAs(Provided needed) {
        if (needed.lifetime.isShorterThan(lifetime)) {
            lifetime = needed.lifetime;
            shortLived = needed;
        }
    }

    /** How errors tell the lifetime: "is request-scoped, since it needs Cats (CatsModule)". */
    String toldLifetime() {
        return "is " + lifetime + (shortLived == null ? "" : ", since it needs " + shortLived);
    }

    /** The one instance for the application, once it is made. */
    @Nullable Object singleton() {
        return singleton;
    }

    void singleton(Object made) {
        singleton = made;
    }

    boolean isModuleItself() {
        return token.type() == module.type();
    }

    /** How it was made, if the container called its constructor. */
    Optional<ClassBlueprint> blueprint() {
        return recipe instanceof Recipe.OfClass made ? Optional.of(made.blueprint()) : Optional.empty();
    }

    /** As errors show it: what it is, and in which module. */
    @Override
    public String toString() {
        return recipe.description() + " (" + module + ")";
    }
}

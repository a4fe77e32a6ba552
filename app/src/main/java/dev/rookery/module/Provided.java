package dev.rookery.module;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that the container makes once: a provider, a controller, a guard, the instance of a module. */
final class Provided {
    private final Token<?> token;
    private final ModuleNode module;
    private final Recipe recipe;
    private List<Provided> dependencies = List.of();
    private boolean beingMade;
    private volatile @Nullable Object instance;

    Provided(Token<?> token, ModuleNode module, Recipe recipe) {
        this.token = token;
        this.module = module;
        this.recipe = recipe;
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
    List<Provided> dependencies() {
        return dependencies;
    }

    void dependOn(List<Provided> resolved) {
        dependencies = List.copyOf(resolved);
    }

    @Nullable Object instance() {
        return instance;
    }

    void made(Object made) {
        instance = made;
    }

    boolean isBeingMade() {
        return beingMade;
    }

    void beingMade(boolean value) {
        beingMade = value;
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

package dev.rookery.examples.modules;

import dev.rookery.module.Module;

@Module(
        imports = CatsModule.class,
        providers = Vet.class,
        exports = CatsModule.class) // passes on what CatsModule exports
final class VetModule {
    private final Vet vet;

    VetModule(Vet vet) { // the class of a module is made by the container too
        this.vet = vet;
    }

    int patients() {
        return vet.patients();
    }
}

package dev.rookery.module;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;

/**
 * Tells what modules provide, for code that looks for annotations of its own: schedulers, consoles, documents. Can be injected everywhere;
 * what Nest calls {@code DiscoveryService}. Controllers and providers are all there as soon as {@link OnModuleInit} is called; in a
 * constructor some have no instance yet. Safe for use by several threads.
 */
public final class Discovery {
    private final Container container;

    Discovery(Container container) {
        this.container = container;
    }

    /**
     * What the modules provide, other names of it included.
     *
     * @return the providers, those of imported modules first
     */
    public List<Discovered> providers() {
        return container.discover(module -> module.provided().values());
    }

    /**
     * The controllers of the modules.
     *
     * @return the controllers, those of imported modules first
     */
    public List<Discovered> controllers() {
        return container.discover(module -> module.controllers().values());
    }

    /**
     * Finds something that any module may provide, exported or not, and that is made once for the application.
     *
     * @param token what it is asked for by
     * @param <T> its type
     * @return the instance; empty if no module provides it
     * @throws WiringException if there is more than one, or if it is not made once
     */
    public <T> Optional<T> find(Token<T> token) {
        return container.find(token);
    }

    /**
     * The providers and controllers whose class has an annotation.
     *
     * @param annotation the type of annotation
     * @return the providers, then the controllers
     */
    public List<Discovered> annotatedWith(Class<? extends Annotation> annotation) {
        return List.of(providers(), controllers()).stream()
                .flatMap(List::stream)
                .filter(found -> found.type().isAnnotationPresent(annotation))
                .toList();
    }

    /**
     * Something that a module provides, or a controller.
     *
     * @param token what it is asked for by
     * @param type its class, as far as it is known: that of the instance, else the one that is made
     * @param module how errors and logs call its module
     * @param instance the instance, where it is made once and was made by now
     */
    public record Discovered(Token<?> token, Class<?> type, String module, Optional<Object> instance) {
        static Discovered of(Provided provided) {
            var target = provided.target();
            var instance = Optional.ofNullable(target.singleton());
            var type = instance.<Class<?>>map(Object::getClass)
                    .or(() -> target.blueprint().map(ClassBlueprint::type))
                    .orElseGet(() -> provided.token().rawType());
            return new Discovered(provided.token(), type, provided.module().toString(), instance);
        }
    }
}

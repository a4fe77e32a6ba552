package dev.rookery.module;

import dev.rookery.handler.ControllerSource;
import dev.rookery.internal.Uninterrupted;
import dev.rookery.pipeline.ComponentFactory;
import dev.rookery.pipeline.PipelineComponents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The modules of an application, put together: what is made once is made when the container is. What {@code Rookery} runs on. It is public because that is in another
 * package, and may change with any release: applications have {@link ModuleRef} and {@link Discovery}.
 *
 * <p>Safe for use by several threads, but for {@link #initialize}, {@link #destroy} and {@link #closeClients}, which one thread calls in
 * that order.
 */
public final class Container {
    private final String name;
    private final Workshop workshop;
    private final Hooks hooks;
    private final BuiltIns builtIns = new BuiltIns(this);
    private final ModuleGraph graph;
    private final ReentrantLock loading = new ReentrantLock();
    private final Set<ModuleNode> unfinished = new HashSet<>();
    private final Problems componentMistakes = new Problems();
    private final List<ModuleController> controllers = new ArrayList<>();
    private final Lookup lookup;
    private volatile boolean initialized;

    private Container(Object root, ApplicationOptions options) {
        this.name = root instanceof Class<?> type ? type.getSimpleName() : root.toString();
        this.workshop = new Workshop(options);
        this.hooks = new Hooks(options, workshop.ending());
        this.graph = new ModuleGraph(builtIns, new Overriding(options.overrides()));
        var problems = new Problems();
        var modules = graph.add(root, problems);
        graph.overriding().reportUnused(graph, problems);
        resolve(modules, problems);
        this.lookup = new Lookup(graph, workshop, builtIns, name, modules.getLast());
    }

    private void resolve(List<ModuleNode> added, Problems problems) {
        var resolution = new Resolution(graph, problems);
        resolution.resolve(
                added.stream().flatMap(module -> module.everything().stream()).toList());
        resolution.tenantResolver().ifPresent(workshop.tenants()::resolver);
        problems.throwIfAny("The modules of " + name + " have");
    }

    /**
     * Puts modules together, and makes all that they name and that is made once.
     *
     * @param root a class with {@link Module}
     * @param options the options
     * @return the container
     * @throws WiringException if something cannot be found or made; it names every mistake. What was made before is destroyed
     */
    public static Container of(Class<?> root, ApplicationOptions options) {
        return make(Objects.requireNonNull(root, "root"), options);
    }

    /**
     * Puts modules together, and makes all that they name and that is made once.
     *
     * @param root a module
     * @param options the options
     * @return the container
     * @throws WiringException if something cannot be found or made; it names every mistake. What was made before is destroyed
     */
    public static Container of(DynamicModule root, ApplicationOptions options) {
        return make(Objects.requireNonNull(root, "root"), options);
    }

    private static Container make(Object root, ApplicationOptions options) {
        var container = new Container(root, options);
        try {
            container.makeAll(List.copyOf(container.graph.importedFirst()));
        } catch (RuntimeException | Error failure) {
            container.giveBack();
            throw failure;
        }
        return container;
    }

    private void giveBack() {
        Uninterrupted.run(() -> {
            destroy(null);
            closeClients();
        });
    }

    private void makeAll(List<ModuleNode> modules) {
        for (var module : modules) {
            module.provided().values().stream()
                    .filter(each -> each.isShared() && each.target() == each)
                    .filter(each -> each.lifetime() == Lifetime.APPLICATION)
                    .forEach(workshop.application()::getAndKeep);
            module.withHandlers().forEach(each -> controllers.add(controller(each)));
        }
    }

    private ModuleController controller(Provided provided) {
        var type = provided.token().rawType();
        var source = provided.lifetime() == Lifetime.APPLICATION
                ? new ControllerSource.Shared(workshop.application().getAndKeep(provided))
                : new ControllerSource.PerMessage(
                        type, message -> workshop.of(message).get(provided));
        return new ModuleController(source, components(provided.module()));
    }

    private ModuleComponents components(ModuleNode module) {
        return new ModuleComponents(graph, workshop, module, componentMistakes);
    }

    /**
     * Makes sure that all guards, pipes, interceptors and filters could be made which {@link ModuleController#components} was asked for since the
     * last call.
     *
     * @param ofAllHandlers whether every handler has its components by now, so that an override of another one matches nothing
     * @throws WiringException if not; it names every mistake
     */
    public void requireComponents(boolean ofAllHandlers) {
        var problems = componentMistakes.take();
        if (ofAllHandlers) {
            graph.overriding().reportUnusedComponents(problems);
        }
        problems.throwIfAny("The modules of " + name + " have");
    }

    /**
     * The components that modules provide for every handler, those of imported modules first.
     *
     * @return the components; those that live for a message are made for each
     */
    public PipelineComponents globalComponents() {
        return GlobalComponents.of(graph.importedFirst(), workshop);
    }

    /**
     * How logs call the application.
     *
     * @return the name of the root module
     */
    public String name() {
        return name;
    }

    /**
     * Tells what the modules provide.
     *
     * @return what an application gets where it asks for a {@link Discovery}
     */
    public Discovery discovery() {
        return new Discovery(this);
    }

    /**
     * The controllers of all modules.
     *
     * @return where their instances come from, those of imported modules first
     */
    public List<ModuleController> controllers() {
        return List.copyOf(controllers);
    }

    /**
     * A controller of a module.
     *
     * @param source where the instance comes from
     * @param components where its guards, pipes, interceptors and filters come from: providers that its module sees, else instances that
     *     are made for its module, one a class, with what the module sees. What cannot be made is a mistake of
     *     {@link #requireComponents}
     */
    public record ModuleController(ControllerSource source, ComponentFactory components) {}

    // ---- asking for something ----

    /**
     * Finds something that any module provides, exported or not, or a controller, and that is made once for the application.
     *
     * @param token what is asked for
     * @param <T> its type
     * @return the instance
     * @throws WiringException if there is none, or more than one
     */
    public <T> T get(Token<T> token) {
        return lookup.get(token);
    }

    /**
     * Finds something that any module provides, exported or not, or a controller: a new one where nobody shares it, that of the message
     * which this thread handles where it is request-scoped, that of the message's tenant where it is tenant-scoped.
     *
     * @param token what is asked for
     * @param <T> its type
     * @return the instance
     * @throws WiringException if there is none, or more than one, or if a message is needed and this thread handles none
     */
    public <T> T resolve(Token<T> token) {
        return lookup.resolve(token);
    }

    List<Discovery.Discovered> discover(Function<ModuleNode, Collection<Provided>> part) {
        synchronized (graph) {
            return graph.importedFirst().stream()
                    .flatMap(module -> part.apply(module).stream())
                    .map(Discovery.Discovered::of)
                    .toList();
        }
    }

    <T> Optional<T> find(Token<T> token) {
        return lookup.knows(token) ? Optional.of(get(token)) : Optional.empty();
    }

    Lookup lookup() {
        return lookup;
    }

    <T> T create(ModuleNode module, Class<T> type) {
        Provided creation;
        synchronized (graph) {
            creation = components(module).made(List.of("create", type), type, Scope.TRANSIENT);
        }
        return type.cast(lookup.treeFor(creation).get(creation));
    }

    // ---- later modules ----

    ModuleRef load(Object key) {
        loading.lock();
        try {
            var known = graph.known(key);
            var module = known == null ? read(key) : known;
            if (!unfinished.isEmpty()) {
                bringUp(unfinishedOf(module));
            }
            return builtIns.refOf(module);
        } finally {
            loading.unlock();
        }
    }

    private ModuleNode read(Object key) {
        synchronized (graph) {
            var problems = new Problems();
            var added = graph.add(key, problems);
            try {
                rejectHandlersOf(added, problems);
                resolve(added, problems);
            } catch (WiringException mistake) {
                graph.remove(added);
                throw mistake;
            }
            unfinished.addAll(added);
            return added.getLast();
        }
    }

    /** It and what it leads to, as far as that was read and has not been brought up, or failed when it was. */
    private List<ModuleNode> unfinishedOf(ModuleNode module) {
        var leadsTo = module.leadsTo();
        return graph.importedFirst().stream()
                .filter(unfinished::contains)
                .filter(leadsTo::contains)
                .toList();
    }

    /** What fails is tried again by the next one who loads it. */
    private void bringUp(List<ModuleNode> modules) {
        modules.forEach(unfinished::remove); // for a hook that loads its own module
        try {
            makeAll(modules);
            if (initialized) {
                hooks.initialize(Hooks.order(modules, workshop.application().made()));
            }
        } catch (RuntimeException | Error failure) {
            unfinished.addAll(modules);
            throw failure;
        }
    }

    /** What is bound to handlers is bound once, at the start. */
    private static void rejectHandlersOf(List<ModuleNode> added, Problems problems) {
        for (var module : added) {
            for (var controller : module.withHandlers()) {
                problems.add(
                        module + " is loaded lazily and has the controller "
                                + controller.token().rawType().getSimpleName()
                                + ", whose handlers could not be bound any more: move it to a module that is imported from the start");
            }
            for (var component : module.globalComponents()) {
                problems.add(
                        module + " is loaded lazily and has the @Global "
                                + component.recipe().description()
                                + ", which could not apply to handlers any more: move it to a module that is imported from the start");
            }
        }
    }

    // ---- the life cycle ----

    /**
     * Calls {@link OnModuleInit}, then {@link OnApplicationBootstrap}, of what has not heard them: first of all that was made, later of what was
     * made since for handlers that are bound later. Blocks until all have returned.
     *
     * @throws dev.rookery.error.StartException if a hook fails; the rest is not called any more
     */
    public void initialize() {
        if (initialized) {
            initializeRest();
            return;
        }
        var inOrder = Hooks.order(graph.importedFirst(), workshop.application().made());
        initialized = true;
        hooks.initialize(inOrder);
    }

    /** Lazy modules that another thread is loading, or that could not be loaded, are left to who loads them. */
    private void initializeRest() {
        loading.lock();
        try {
            var finished = graph.importedFirst().stream()
                    .filter(module -> !unfinished.contains(module))
                    .toList();
            hooks.initialize(Hooks.order(finished, workshop.application().made()));
        } finally {
            loading.unlock();
        }
    }

    /**
     * Calls {@link OnModuleDestroy}, {@link BeforeApplicationShutdown} and {@link OnApplicationShutdown} of what has come past
     * {@link OnModuleInit}, then {@code @PreDestroy} of all that was made. Blocks. Errors are logged.
     *
     * @param signal the name of the signal that ends the process, if one does
     */
    public void destroy(@Nullable String signal) {
        hooks.destroy(signal);
        workshop.tenants().destroy();
        workshop.ending().preDestroy(workshop.application().made());
    }

    /**
     * Whether the calling thread is at a hook that {@link #destroy} calls.
     *
     * @return true in such a hook
     */
    public boolean isInShutdownHook() {
        return workshop.ending().isHere() || workshop.tenants().isEnding();
    }

    /** Closes the clients that modules provide, the last one first. Errors are logged. */
    public void closeClients() {
        workshop.ending().closeClients(workshop.application().made());
    }
}

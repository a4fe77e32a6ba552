package dev.rookery.module;

import dev.rookery.client.ClientProxy;
import dev.rookery.pipeline.ComponentFactory;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The modules of an application, put together: everything is made once, when the container is. What {@code Rookery} runs on;
 * applications have no need of it.
 *
 * <p>Safe for use by several threads, but for {@link #initialize}, {@link #destroy} and {@link #closeClients}, which one thread calls in
 * that order.
 */
public final class Container {
    private static final Logger LOG = LoggerFactory.getLogger(Container.class);

    private final String name;
    private final ModuleGraph graph;
    private final Workshop workshop = new Workshop();
    private final Hooks hooks = new Hooks();
    private final IdentityHashMap<Object, ModuleNode> controllers = new IdentityHashMap<>();
    private final List<Object> controllersInOrder = new ArrayList<>();

    private Container(Object root) {
        var problems = new Problems();
        this.name = root instanceof Class<?> type ? type.getSimpleName() : root.toString();
        this.graph = ModuleGraph.read(root, problems);
        var all = everything();
        var resolution = new Resolution(graph, problems);
        all.forEach(resolution::resolve);
        all.forEach(resolution::findCircles);
        problems.throwIfAny(name);
    }

    /**
     * Puts modules together, and makes all that they name.
     *
     * @param root a class with {@link Module}
     * @return the container
     * @throws WiringException if something cannot be found or made; it names every mistake. What was made before is destroyed
     */
    public static Container of(Class<?> root) {
        return make(Objects.requireNonNull(root, "root"));
    }

    /**
     * Puts modules together, and makes all that they name.
     *
     * @param root a module
     * @return the container
     * @throws WiringException if something cannot be found or made; it names every mistake. What was made before is destroyed
     */
    public static Container of(DynamicModule root) {
        return make(Objects.requireNonNull(root, "root"));
    }

    private static Container make(Object root) {
        var container = new Container(root);
        try {
            container.makeAll();
        } catch (RuntimeException | Error failure) {
            container.destroy();
            container.closeClients();
            throw failure;
        }
        return container;
    }

    private void makeAll() {
        for (var module : graph.importedFirst()) {
            module.provided().values().forEach(workshop::make);
            for (var controller : module.controllers().values()) {
                var instance = workshop.make(controller);
                controllers.put(instance, module);
                controllersInOrder.add(instance);
            }
        }
    }

    private List<Provided> everything() {
        return graph.importedFirst().stream()
                .flatMap(module -> module.everything().stream())
                .toList();
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
     * The controllers of all modules.
     *
     * @return the instances, those of imported modules first
     */
    public List<Object> controllers() {
        return List.copyOf(controllersInOrder);
    }

    /**
     * Where the guards, pipes, interceptors and filters of a controller come from: providers that its module sees, else instances that
     * are made for its module, one a class, with what the module sees.
     *
     * @param controller one of {@link #controllers}
     * @return a factory, which throws {@link WiringException} for what cannot be made
     */
    public ComponentFactory componentsOf(Object controller) {
        var module = controllers.get(controller);
        if (module == null) {
            throw new IllegalArgumentException(controller + " is no controller of " + name);
        }
        return new ComponentFactory() {
            @Override
            public <T> T get(Class<T> type) {
                return type.cast(component(module, type));
            }
        };
    }

    private synchronized Object component(ModuleNode module, Class<?> type) {
        var known = graph.inSight(module, Token.of(type));
        if (known.size() == 1) {
            return workshop.make(known.iterator().next());
        }
        var made = module.components().get(type);
        if (made == null) {
            made = new Provided(Token.of(type), module, new Recipe.OfClass(ClassBlueprint.of(type)));
            var problems = new Problems();
            var resolution = new Resolution(graph, problems);
            resolution.resolve(made);
            problems.throwIfAny(name);
            module.components().put(type, made);
        }
        return workshop.make(made);
    }

    /**
     * Finds something that any module provides, exported or not, or a controller.
     *
     * @param token what is asked for
     * @param <T> its type
     * @return the instance
     * @throws WiringException if there is none, or more than one
     */
    @SuppressWarnings("unchecked") // the token says the type
    public <T> T get(Token<T> token) {
        var root = graph.importedFirst().getLast();
        var found = new ArrayList<>(graph.inSight(root, token));
        if (found.size() != 1) {
            found.clear();
            everything().stream()
                    .filter(provided -> provided.token().equals(token))
                    .forEach(found::add);
        }
        if (found.isEmpty()) {
            throw new WiringException(
                    "No module of " + name + " has " + token + " among its providers and controllers: add it to one");
        }
        if (found.size() > 1) {
            var modules = new TreeSet<String>();
            found.forEach(provided -> modules.add(provided.module().toString()));
            throw new WiringException(found.size() + " modules of " + name + " have " + token + ": "
                    + String.join(", ", modules) + ". Export and import one of them up to " + root);
        }
        return (T) workshop.make(found.getFirst());
    }

    /**
     * Calls {@link OnModuleInit}, then {@link OnApplicationBootstrap}. Blocks until all have returned. Called at most once.
     *
     * @throws dev.rookery.error.StartException if a hook fails; the rest is not called any more
     */
    public void initialize() {
        hooks.initialize(Hooks.order(graph.importedFirst(), workshop.made()));
    }

    /**
     * Calls {@link OnModuleDestroy}, {@link BeforeApplicationShutdown} and {@link OnApplicationShutdown} of what has come past
     * {@link OnModuleInit}, then {@code @PreDestroy} of all that was made. Blocks. Errors are logged.
     */
    public void destroy() {
        hooks.destroy(workshop.made());
    }

    /** Closes the clients that modules provide, the last one first. Errors are logged. */
    public void closeClients() {
        for (var provided : workshop.made().reversed()) {
            if (provided.instance() instanceof ClientProxy client) {
                try {
                    client.close();
                } catch (RuntimeException error) {
                    LOG.error("{} cannot be closed; the shutdown goes on", provided, error);
                }
            }
        }
    }
}

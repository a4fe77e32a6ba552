package dev.rookery.module;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.HandlerMapping;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what one module says of itself, but for its imports. */
final class ModuleReader {
    private final ModuleNode node;
    private final @Nullable Module annotation;
    private final @Nullable DynamicModule dynamic;
    private final Problems problems;

    ModuleReader(ModuleNode node, @Nullable DynamicModule dynamic, Problems problems) {
        this.node = node;
        this.annotation = node.type() == null ? null : node.type().getAnnotation(Module.class);
        this.dynamic = dynamic;
        this.problems = problems;
    }

    void read() {
        var type = node.type();
        if (type != null) {
            rejectHandlers(type, "it is a module. Move it to a class with @Controller in the controllers of " + node);
            add(plain(type));
            readProvidesMethods(type);
        }
        readProviders();
        readControllers();
        readExports();
    }

    private void readProvidesMethods(Class<?> type) {
        for (var method : MembersOf.methods(type, Provides.class)) {
            attempt(() -> {
                var provides = ProvidesMethod.of(type, method);
                var provided = new Provided(
                        provides.token(),
                        node,
                        new Recipe.OfMethod(provides),
                        method.getAnnotation(Provides.class).scope());
                add(provided);
                addIfGlobal(provided, method, TypeNames.of(method) + " gives");
            });
        }
    }

    private void readProviders() {
        if (annotation != null) {
            Arrays.stream(annotation.providers()).forEach(provider -> addClass(plain(provider)));
        }
        if (dynamic != null) {
            dynamic.providers().forEach(this::addDefinition);
        }
    }

    private void addDefinition(ProviderDefinition<?> definition) {
        if (definition instanceof ProviderDefinition.OfClass<?> made) {
            addClass(made);
        } else {
            add(Provided.of(definition, node));
        }
    }

    private static <T> ProviderDefinition.OfClass<T> plain(Class<T> type) {
        return new ProviderDefinition.OfClass<>(Token.of(type), type, Scope.of(type));
    }

    private void addClass(ProviderDefinition.OfClass<?> made) {
        var provider = made.type();
        var name = provider.getSimpleName();
        if (provider.isAnnotationPresent(Module.class)) {
            problems.add(name + " stands in the providers of " + node + " and is a module: move it to the imports");
        } else if (provider.isAnnotationPresent(Controller.class)) {
            problems.add(
                    name + " stands in the providers of " + node + " and is a @Controller: move it to the controllers");
        } else if (isController(provider)) {
            addGateway(made);
        } else {
            rejectHandlers(
                    provider,
                    "it stands in the providers of " + node
                            + ". Annotate it with @Controller and name it in the controllers of " + node);
            attempt(() -> {
                if (Dependency.qualifierOf(provider, "on " + name) != null) {
                    problems.add("The qualifier on the class " + name
                            + " has no effect: put it on a @Provides method of " + node + " that returns " + name);
                }
            });
            add(made);
        }
    }

    /** What others call, and what has handlers of its own kind, which an annotation says that stands for {@code @Controller}. */
    private void addGateway(ProviderDefinition.OfClass<?> made) {
        add(made);
        node.gateways().add(made.token());
    }

    private void rejectHandlers(Class<?> type, String roleAndCure) {
        misplacedHandler(type)
                .ifPresent(method -> problems.add(TypeNames.of(method) + " has a message pattern, but "
                        + type.getSimpleName() + " is no controller: " + roleAndCure));
    }

    /** What a contract says is left alone: who implements one without being a controller may be a stand-in for a client. */
    private static Optional<Method> misplacedHandler(Class<?> type) {
        for (Class<?> current = type; current != null && current != Object.class; current = current.getSuperclass()) {
            var found = Arrays.stream(current.getDeclaredMethods())
                    .filter(method -> Arrays.stream(method.getAnnotations())
                            .anyMatch(any -> any.annotationType().isAnnotationPresent(HandlerMapping.class)))
                    .min(Comparator.comparing(Method::getName));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private void readControllers() {
        Set<Class<?>> classes = new LinkedHashSet<>();
        if (annotation != null) {
            classes.addAll(List.of(annotation.controllers()));
        }
        if (dynamic != null) {
            classes.addAll(dynamic.controllers());
        }
        for (var controller : classes) {
            var name = controller.getSimpleName();
            if (controller.isAnnotationPresent(Module.class)) {
                problems.add(
                        name + " stands in the controllers of " + node + " and is a module: move it to the imports");
            } else if (!isController(controller)) {
                problems.add(name + " stands in the controllers of " + node
                        + " and has no @Controller: annotate it, or move it to the providers");
            } else {
                attempt(() -> node.controllers()
                        .put(
                                controller,
                                new Provided(Token.of(controller), node, recipe(controller), Scope.of(controller))));
            }
        }
    }

    private static boolean isController(Class<?> type) {
        return type.isAnnotationPresent(Controller.class)
                || Arrays.stream(type.getAnnotations())
                        .anyMatch(any -> any.annotationType().isAnnotationPresent(Controller.class));
    }

    private void readExports() {
        if (annotation != null) {
            Arrays.stream(annotation.exports()).forEach(this::export);
        }
        if (dynamic != null) {
            dynamic.exportedTypes().forEach(this::export);
            dynamic.exportedTokens().forEach(this::export);
        }
    }

    private void export(Class<?> type) {
        var tokens = node.provided().keySet().stream()
                .filter(token -> token.rawType() == type)
                .toList();
        var modules =
                node.imports().stream().filter(module -> module.standsFor(type)).toList();
        if (tokens.isEmpty() && modules.isEmpty()) {
            problems.add(node + " exports " + type.getSimpleName()
                    + ", and neither provides nor imports it: add it to the "
                    + (type.isAnnotationPresent(Module.class) ? "imports" : "providers") + ", or remove the export");
        }
        node.exports().addAll(tokens);
        node.passedOn().addAll(modules);
    }

    private void export(Token<?> token) {
        if (node.provided().containsKey(token)) {
            node.exports().add(token);
        } else {
            problems.add(
                    node + " exports " + token + ", and does not provide it: add a provider, or remove the export");
        }
    }

    private void add(ProviderDefinition.OfClass<?> made) {
        attempt(() -> {
            var provided = Provided.of(made, node);
            add(provided);
            if (made.type() != node.type()) {
                addIfGlobal(provided, made.type(), made.type().getSimpleName() + " is");
            }
        });
    }

    private void addIfGlobal(Provided provided, AnnotatedElement place, String what) {
        if (!place.isAnnotationPresent(Global.class) || !node.provided().containsValue(provided)) {
            return;
        }
        var type = place instanceof Class<?> made ? made : provided.token().rawType();
        if (GlobalComponents.mayBe(type)) {
            node.globalComponents().add(provided);
        } else {
            problems.add(what + " @Global among the providers of " + node
                    + ", and no guard, pipe, interceptor, filter or hook: to let every module see it, export it and put @Global on "
                    + node);
        }
    }

    private static Recipe recipe(Class<?> type) {
        return new Recipe.OfClass(ClassBlueprint.of(type));
    }

    /** The same class may be listed twice, as by an annotation and by code. */
    private void add(Provided added) {
        var before = node.provided().putIfAbsent(added.token(), added);
        if (before != null && !before.says(added)) {
            problems.add(node + " provides " + added.token() + saidTwice(before, added));
        }
    }

    private static String saidTwice(Provided before, Provided added) {
        if (before.isSameClassAs(added)) {
            return " in two scopes, " + before.scope() + " and " + added.scope() + ": remove one";
        }
        var first = before.recipe().way();
        var second = added.recipe().way();
        return " twice, "
                + (first.equals(second) ? "each time by " + first : "by " + first + " and by " + second)
                + ": remove one, or "
                + (added.token().qualifier().isEmpty() ? "tell them apart with @Named" : "give it another qualifier");
    }

    private void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (WiringException problem) {
            problems.add(problem);
        }
    }
}

package dev.rookery.module;

import dev.rookery.module.Dependency.Absence;
import dev.rookery.pipeline.ExecutionContext;
import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What was made for the application, for a tenant or for a message, each thing once, and what it needs first. What lives longer than the
 * tree is taken from the tree around it. Safe for use by several threads.
 */
final class InstanceTree {
    private static final Object BEING_MADE = new Object();

    private final Workshop workshop;
    private final Lifetime lifetime;
    private final @Nullable Object seed;
    private final Map<Provided, Object> instances = new HashMap<>();
    private final List<Made> made = new ArrayList<>();
    private boolean over;
    private @Nullable InstanceTree tenant;

    InstanceTree(Workshop workshop, Lifetime lifetime, @Nullable Object seed) {
        this.workshop = workshop;
        this.lifetime = lifetime;
        this.seed = seed;
    }

    /**
     * Gives what is asked for; what is shared is made, unless it was made before.
     *
     * @throws WiringException if its own code fails; of what lives for a message or a tenant, an unchecked exception is thrown as it is
     */
    Object get(Provided wanted) {
        return get(wanted, null);
    }

    /** As {@link #get}, for something that lives as long as this tree, even if nobody shares it. */
    Object getAndKeep(Provided wanted) {
        return get(wanted, this);
    }

    /** What nobody shares is remembered by the tree of what it is injected into, if that is remembered. */
    private Object get(Provided wanted, @Nullable InstanceTree keeper) {
        var target = wanted.target();
        if (target.lifetime() != lifetime) {
            return around(target.lifetime()).get(target, keeper);
        }
        if (!target.isShared()) {
            return assembleAndKeep(target, keeper);
        }
        var known = target.singleton();
        return known == null ? shared(target) : known;
    }

    /** The tree with what lives longer than this one does. Whose message one is, is asked once. */
    private InstanceTree around(Lifetime wanted) {
        return wanted == Lifetime.TENANT && seed instanceof RequestContext message
                ? tenant(message.execution())
                : workshop.application();
    }

    private synchronized InstanceTree tenant(ExecutionContext message) {
        if (tenant == null) {
            tenant = workshop.tenants().of(message);
        }
        return tenant;
    }

    private Object assembleAndKeep(Provided target, @Nullable InstanceTree keeper) {
        var instance = assemble(target, keeper);
        if (keeper != null) {
            keeper.keep(target, instance);
        }
        return instance;
    }

    private synchronized Object shared(Provided target) {
        if (target.recipe() instanceof Recipe.OfSeed && seed != null) {
            return seed;
        }
        var known = instances.get(target);
        if (known == BEING_MADE) {
            throw new WiringException(
                    target + " is asked for while it is being made: call Provider.get() later than in a constructor");
        }
        return known == null ? makeOnce(target) : known;
    }

    private Object makeOnce(Provided target) {
        instances.put(target, BEING_MADE);
        try {
            var instance = assembleAndKeep(target, lifetime == Lifetime.MESSAGE ? null : this);
            instances.put(target, instance);
            if (lifetime == Lifetime.APPLICATION) {
                target.singleton(instance);
            }
            return instance;
        } finally {
            instances.remove(target, BEING_MADE);
        }
    }

    /** What is made for a tenant that was given up meanwhile is ended as soon as it is there, since nobody comes for it later. */
    private void keep(Provided provided, Object instance) {
        var kept = new Made(provided, instance);
        boolean tooLate;
        synchronized (made) {
            tooLate = over;
            if (!tooLate) {
                made.add(kept);
            }
        }
        if (tooLate) {
            workshop.tenants().end(List.of(kept));
        }
    }

    private Object assemble(Provided target, @Nullable InstanceTree keeper) {
        var arguments = arguments(target, keeper);
        try {
            var result = target.recipe().make(arguments);
            var instance = target.recipe().isAsynchronous()
                    ? Later.await(result, workshop.options().factoryTimeout())
                    : result;
            if (instance == null) {
                throw new WiringException("it returned null: return a value");
            }
            return instance;
        } catch (TimeoutException error) {
            throw new WiringException(
                    target + " could not be made: nothing came within "
                            + workshop.options().factoryTimeout()
                            + ". See what it waits for, or raise ApplicationOptions.factoryTimeout",
                    error);
        } catch (Exception error) {
            if (error instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (error instanceof RuntimeException unchecked && lifetime != Lifetime.APPLICATION) {
                throw unchecked;
            }
            throw new WiringException(target + " could not be made: " + Causes.told(error), error);
        }
    }

    private List<@Nullable Object> arguments(Provided target, @Nullable InstanceTree keeper) {
        var arguments = new ArrayList<@Nullable Object>(target.sources().size());
        for (var source : target.sources()) {
            arguments.add(source.dependency().lazy() ? (Provider<?>) () -> later(source) : value(source, keeper));
        }
        return arguments;
    }

    @SuppressWarnings("NullAway") // Provider does not say so, but who asks for a nullable one gets null
    private Object later(Source source) {
        for (var provided : source.from()) {
            if (provided.target().lifetime().isShorterThan(lifetime)) {
                return workshop.current(provided).value(source, null);
            }
        }
        return value(source, null);
    }

    private @Nullable Object value(Source source, @Nullable InstanceTree keeper) {
        Object value = null;
        if (source.all()) {
            value = source.from().isEmpty() ? null : collection(source, keeper);
        } else if (!source.from().isEmpty()) {
            value = get(source.from().getFirst(), keeper);
        }
        return source.dependency().absence() == Absence.EMPTY ? Optional.ofNullable(value) : value;
    }

    private Object collection(Source source, @Nullable InstanceTree keeper) {
        Set<Object> elements = Collections.newSetFromMap(new IdentityHashMap<>());
        var inOrder = new ArrayList<>();
        for (var each : source.from()) {
            var element = get(each, keeper);
            if (elements.add(element)) {
                inOrder.add(element);
            }
        }
        return source.dependency().token().rawType() == Set.class
                ? Collections.unmodifiableSet(new LinkedHashSet<>(inOrder))
                : List.copyOf(inOrder);
    }

    /** What was made and is remembered, in that order; nothing is of what lives for a message, since nobody hears of its end. */
    List<Made> made() {
        synchronized (made) {
            return List.copyOf(made);
        }
    }

    /** As {@link #made}, of a tree that is given up: who asks is to end it all. */
    List<Made> giveUp() {
        synchronized (made) {
            over = true;
            return List.copyOf(made);
        }
    }
}

package dev.rookery.module;

import dev.rookery.pipeline.ExecutionContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What was made for each tenant, for so many tenants as the options say. Safe for use by several threads. */
final class TenantTrees {
    private final Workshop workshop;
    private final LinkedHashMap<Object, InstanceTree> trees = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Thread> endings = ConcurrentHashMap.newKeySet();
    private final Ending ending;
    private volatile @Nullable Provided resolver;

    TenantTrees(Workshop workshop) {
        this.workshop = workshop;
        this.ending = new Ending(workshop.options().shutdownHookTimeout(), "the service");
    }

    void resolver(Provided found) {
        resolver = found;
    }

    InstanceTree of(ExecutionContext message) {
        var provided = Objects.requireNonNull(resolver, "checked at start");
        var key = ((TenantResolver) workshop.application().get(provided)).tenantOf(message);
        if (key == null) {
            throw new WiringException(
                    provided + " gave null for a message on " + message.route()
                            + " (expected: the key of a tenant): give a key of its own to what belongs to none, or throw an RpcException");
        }
        InstanceTree tree;
        Optional<InstanceTree> givenUp;
        synchronized (trees) {
            tree = trees.computeIfAbsent(
                    key, absent -> new InstanceTree(workshop, Lifetime.TENANT, new Tenant(absent)));
            givenUp = beyondTheBound();
        }
        givenUp.map(InstanceTree::giveUp).ifPresent(this::end);
        return tree;
    }

    /** Ends what belongs to a tenant, beside the messages: none of them waits for another tenant. */
    void end(List<Made> made) {
        var thread = Thread.ofVirtual().name("rookery-tenant-end").unstarted(() -> {
            try {
                ending.of(made);
            } finally {
                endings.remove(Thread.currentThread());
            }
        });
        endings.add(thread);
        thread.start();
    }

    /** Whether this thread is at a step of such an end. */
    boolean isEnding() {
        return ending.isHere();
    }

    /** The tenant that was not heard of for the longest time, if there is one too many. */
    private Optional<InstanceTree> beyondTheBound() {
        return trees.size() <= workshop.options().maxTenants()
                ? Optional.empty()
                : Optional.ofNullable(trees.pollFirstEntry()).map(Map.Entry::getValue);
    }

    /** Ends all of them, and waits for those whose end has begun. */
    void destroy() {
        List<InstanceTree> all;
        synchronized (trees) {
            all = List.copyOf(trees.values());
            trees.clear();
        }
        all.forEach(tree -> workshop.ending().of(tree.giveUp()));
        endings.forEach(TenantTrees::awaitEnd);
    }

    /** Each of its steps has the limit of {@code shutdownHookTimeout}. */
    private static void awaitEnd(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

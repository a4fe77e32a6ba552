package dev.rookery.module;

import dev.rookery.pipeline.ExecutionContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was made for each tenant, for so many tenants as the options say. Safe for use by several threads. */
final class TenantTrees {
    private final Workshop workshop;
    private final LinkedHashMap<Object, InstanceTree> trees = new LinkedHashMap<>(16, 0.75f, true);
    private volatile @Nullable Provided resolver;

    TenantTrees(Workshop workshop) {
        this.workshop = workshop;
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
        givenUp.ifPresent(workshop.ending()::of);
        return tree;
    }

    /** The tenant that was not heard of for the longest time, if there is one too many. */
    private Optional<InstanceTree> beyondTheBound() {
        return trees.size() <= workshop.options().maxTenants()
                ? Optional.empty()
                : Optional.ofNullable(trees.pollFirstEntry()).map(Map.Entry::getValue);
    }

    /** Ends all of them. */
    void destroy() {
        List<InstanceTree> all;
        synchronized (trees) {
            all = List.copyOf(trees.values());
            trees.clear();
        }
        all.forEach(workshop.ending()::of);
    }
}

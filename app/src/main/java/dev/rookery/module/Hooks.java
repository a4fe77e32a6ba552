package dev.rookery.module;

import dev.rookery.error.StartException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls the life cycle hooks: at start in order, each once, at shutdown in reverse, and then only of what has come past its first hook. Safe for
 * use by several threads, if no two start the same.
 */
final class Hooks {
    private final ApplicationOptions options;
    private final Ending ending;
    private final List<Made> initialized = new CopyOnWriteArrayList<>();
    private final Set<Object> initializedInstances = identitySet();
    private final Set<Object> bootstrappedInstances = identitySet();

    Hooks(ApplicationOptions options, Ending ending) {
        this.options = options;
        this.ending = ending;
    }

    private static Set<Object> identitySet() {
        return Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** Calls the hooks of the start, but for those that were called before and did not fail. */
    void initialize(List<Made> inOrder) {
        for (var made : inOrder) {
            if (!initializedInstances.contains(made.instance())) {
                start(HookPhase.MODULE_INIT, made);
                initializedInstances.add(made.instance());
                initialized.add(made);
            }
        }
        for (var made : inOrder) {
            if (!bootstrappedInstances.contains(made.instance())) {
                start(HookPhase.APPLICATION_BOOTSTRAP, made);
                bootstrappedInstances.add(made.instance());
            }
        }
    }

    private void start(HookPhase phase, Made made) {
        if (phase.concerns(made.instance().getClass())) {
            try {
                Later.await(phase.call(made.instance(), null), options.startHookTimeout());
            } catch (TimeoutException error) {
                throw new StartException(
                        phase + " of " + made + " was not done within " + options.startHookTimeout()
                                + ". See what it waits for, or raise ApplicationOptions.startHookTimeout",
                        error);
            } catch (Exception error) {
                if (error instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                throw new StartException(phase + " of " + made + " failed: " + Causes.told(error), error);
            }
        }
    }

    /** Calls the shutdown hooks. */
    void destroy(@Nullable String signal) {
        var reversed = List.copyOf(initialized).reversed();
        initialized.clear();
        for (var phase : List.of(HookPhase.MODULE_DESTROY, HookPhase.BEFORE_SHUTDOWN, HookPhase.SHUTDOWN)) {
            for (var made : reversed) {
                if (phase.concerns(made.instance().getClass())) {
                    ending.step(phase + " of " + made, () -> phase.call(made.instance(), signal));
                }
            }
        }
    }

    /**
     * The order of the start: the modules that are farthest from the root first, within a module what was made first, the instance of the
     * module itself last. What stands in several places counts once.
     */
    static List<Made> order(List<ModuleNode> modules, List<Made> made) {
        var inOrder = new ArrayList<Made>();
        var seen = identitySet();
        var farthestFirst = new ArrayList<>(modules);
        farthestFirst.sort((one, other) -> Integer.compare(other.distance(), one.distance()));
        for (var module : farthestFirst) {
            var own = made.stream()
                    .filter(each -> each.provided().module() == module)
                    .toList();
            own.stream().filter(each -> !each.provided().isModuleItself()).forEach(each -> add(each, inOrder, seen));
            own.stream().filter(each -> each.provided().isModuleItself()).forEach(each -> add(each, inOrder, seen));
        }
        return inOrder;
    }

    private static void add(Made made, List<Made> inOrder, Set<Object> seen) {
        if (seen.add(made.instance())) {
            inOrder.add(made);
        }
    }
}

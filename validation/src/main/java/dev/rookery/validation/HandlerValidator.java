package dev.rookery.validation;

import dev.rookery.pipeline.ArgumentValidator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the arguments of one handler. Where parameters have different options, the first of them that finds something says what it is. */
final class HandlerValidator implements ArgumentValidator {
    private final List<Checks> checks;

    HandlerValidator(List<Checks> checks) {
        this.checks = List.copyOf(checks);
    }

    /** The passes that have their options in common. */
    record Checks(ValidationOptions options, List<Pass> passes) {}

    @Override
    public void validate(Object controller, @Nullable Object[] arguments) throws Exception {
        var found = new ArrayList<Violation>(0);
        for (var check : checks) {
            for (var pass : check.passes()) {
                pass.check(controller, arguments, found);
            }
            if (!found.isEmpty()) {
                throw check.options().error(distinct(found));
            }
        }
    }

    /** Several constraints may say the same of one place, as of several groups. */
    private static List<Violation> distinct(List<Violation> found) {
        var seen = new HashSet<List<String>>();
        return found.stream()
                .filter(violation -> seen.add(List.of(violation.path(), violation.message())))
                .toList();
    }
}

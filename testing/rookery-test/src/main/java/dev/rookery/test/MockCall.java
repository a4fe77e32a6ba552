package dev.rookery.test;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A call of a mock.
 *
 * @param method the name of the method
 * @param arguments the arguments; unlike in other lists, there may be nulls among them
 */
public record MockCall(String method, List<@Nullable Object> arguments) {
    /** Copies the list. */
    @SuppressWarnings("NullAway") // Arrays.asList keeps nulls
    public MockCall {
        arguments = Collections.unmodifiableList(Arrays.asList(arguments.toArray()));
    }

    /** As it stands in code: {@code add(1, milk)}. */
    @Override
    public String toString() {
        return arguments.stream().map(String::valueOf).collect(Collectors.joining(", ", method + "(", ")"));
    }
}

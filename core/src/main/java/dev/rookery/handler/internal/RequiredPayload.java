package dev.rookery.handler.internal;

import dev.rookery.annotation.Payload;
import dev.rookery.error.InvalidPayloadException;
import dev.rookery.internal.ComposedAnnotations;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ArgumentValidator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Refuses messages without what their handler cannot do without. The last to check, so that validation may say it in more words. */
final class RequiredPayload implements ArgumentValidator {
    private final List<Argument> arguments;
    private final int[] required;

    private RequiredPayload(List<Argument> arguments, int[] required) {
        this.arguments = arguments;
        this.required = required;
    }

    static Optional<ArgumentValidator> of(Arguments arguments) {
        var all = arguments.all();
        var required = IntStream.range(0, all.size())
                .filter(index -> isRequired(all.get(index).metadata()))
                .toArray();
        return required.length == 0 ? Optional.empty() : Optional.of(new RequiredPayload(all, required));
    }

    private static boolean isRequired(ArgumentMetadata argument) {
        return !argument.isNullable()
                && ComposedAnnotations.find(argument.annotations(), Payload.class).stream()
                        .findFirst()
                        .filter(Payload::required)
                        .isPresent();
    }

    @Override
    public void validate(@Nullable Object controller, @Nullable Object[] values) {
        for (var index : required) {
            if (values[index] == null) {
                throw new InvalidPayloadException(
                        arguments.get(index).metadata().place() + " is missing");
            }
        }
    }
}

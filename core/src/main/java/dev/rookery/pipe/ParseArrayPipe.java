package dev.rookery.pipe;

import dev.rookery.pipeline.ArgumentMetadata;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Does what {@link ParseArray} says. */
final class ParseArrayPipe extends ParsePipe {
    private static final List<Class<?>> COLLECTIONS = List.of(List.class, Set.class, Collection.class, Iterable.class);

    @Override
    Prepared prepare(ArgumentMetadata argument) {
        var parameter = new MarkedParameter(argument, "@ParseArray", ParseArrayPipe.class);
        var options = parameter.options(ParseArray.class);
        if (options.separator().isEmpty()) {
            throw parameter.mistake("has @ParseArray(separator = \"\") (expected: a text of at least one character)");
        }
        var element = elementType(argument.type())
                .orElseThrow(() -> parameter.mistake("has @ParseArray and is none (expected: an array, or a List, Set"
                        + " or Collection with the type of its elements)"));
        var parser = ValueParser.forType(element)
                .orElseThrow(() -> parameter.mistake("has @ParseArray, which cannot make elements of type "
                        + element.getTypeName() + " (expected: int, long, double, boolean or their wrappers, String,"
                        + " UUID, an enum or a date; other elements come as JSON, without the pipe)"));
        return Prepared.of(
                parameter,
                new ArrayParser(options.separator(), parser, parameter.type()),
                options.optional(),
                options.status());
    }

    private static Optional<Type> elementType(Type type) {
        if (type instanceof Class<?> array && array.isArray()) {
            return Optional.of(array.getComponentType());
        }
        return type instanceof ParameterizedType generic && COLLECTIONS.contains(generic.getRawType())
                ? Optional.of(generic.getActualTypeArguments()[0])
                : Optional.empty();
    }
}

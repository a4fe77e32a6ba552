package dev.rookery.module;

import java.lang.annotation.Annotation;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Types as people write them in code. */
final class TypeNames {
    private TypeNames() {}

    static String of(Type type) {
        return switch (type) {
            case Class<?> plain -> plain.getSimpleName();
            case ParameterizedType generic ->
                of(generic.getRawType())
                        + Arrays.stream(generic.getActualTypeArguments())
                                .map(TypeNames::of)
                                .collect(Collectors.joining(", ", "<", ">"));
            case GenericArrayType array -> of(array.getGenericComponentType()) + "[]";
            case WildcardType wildcard
            when wildcard.getLowerBounds().length > 0 -> "? super " + of(wildcard.getLowerBounds()[0]);
            case WildcardType wildcard
            when wildcard.getUpperBounds()[0] != Object.class -> "? extends " + of(wildcard.getUpperBounds()[0]);
            default -> type.getTypeName();
        };
    }

    /** {@code @Named("MATH")} in place of {@code @jakarta.inject.Named("MATH")}. */
    static String of(Annotation annotation) {
        var type = annotation.annotationType();
        var text = annotation instanceof NamedQualifier named
                ? "@Named(\"" + named.value() + "\")"
                : annotation.toString().replace("@" + type.getCanonicalName(), "@" + type.getSimpleName());
        return text.endsWith("()") ? text.substring(0, text.length() - 2) : text;
    }

    static String of(Executable method) {
        return method.getDeclaringClass().getSimpleName()
                + "."
                + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}

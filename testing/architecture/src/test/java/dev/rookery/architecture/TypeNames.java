package dev.rookery.architecture;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.TypeMirror;

/** Names of types: full ones with generics and nullness, but for {@code java.lang}, its annotations and {@code @Nullable}, which everybody knows. */
final class TypeNames {

    private static final Pattern KNOWN =
            Pattern.compile("java\\.lang\\.(annotation\\.)?(?=[@A-Z])|(?<=@)org\\.jspecify\\.annotations\\.");

    private TypeNames() {}

    static String of(TypeMirror type) {
        return shortened(type.toString());
    }

    static String of(Collection<? extends TypeMirror> types) {
        return types.stream().map(TypeNames::of).collect(joining(", "));
    }

    static String of(AnnotationMirror annotation) {
        return shortened(annotation.toString());
    }

    static String of(AnnotationValue value) {
        return shortened(value.toString());
    }

    /** The parameters of a generic type or method in their brackets; nothing where there are none. */
    static String ofParameters(List<? extends TypeParameterElement> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.stream().map(TypeNames::ofParameter).collect(joining(", ", "<", ">"));
    }

    private static String ofParameter(TypeParameterElement parameter) {
        var bounds = parameter.getBounds().stream()
                .map(TypeNames::of)
                .filter(bound -> !bound.equals("Object"))
                .collect(joining(" & "));
        return parameter.getSimpleName() + (bounds.isEmpty() ? "" : " extends " + bounds);
    }

    private static String shortened(String name) {
        return KNOWN.matcher(name).replaceAll("");
    }
}

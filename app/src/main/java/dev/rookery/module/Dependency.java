package dev.rookery.module;

import jakarta.inject.Provider;
import jakarta.inject.Qualifier;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that is injected.
 *
 * @param token what is asked for
 * @param absence what is injected where nothing is in sight
 * @param lazy whether a {@link Provider} of it is injected
 * @param where the place, as in "as parameter 1 of its constructor"
 */
record Dependency(Token<?> token, Absence absence, boolean lazy, String where) {

    /** What it means that nothing is in sight. */
    enum Absence {
        /** A mistake. */
        MISTAKE,
        /** Null. */
        NULL,
        /** An empty {@link Optional}; a full one where something is in sight. */
        EMPTY
    }

    /** Something that has to be there, and is injected as it is. */
    static Dependency on(Token<?> token, String where) {
        return new Dependency(token, Absence.MISTAKE, false, where);
    }

    static List<Dependency> ofParameters(String asking, Executable executable, String ofWhat) {
        var found = new ArrayList<Dependency>();
        for (var parameter : executable.getParameters()) {
            var where = "as parameter " + (found.size() + 1) + ofWhat;
            found.add(of(asking, parameter.getParameterizedType(), parameter, where));
        }
        return found;
    }

    static Dependency of(String asking, Type type, AnnotatedElement place, String where) {
        var qualifier = qualifierOf(place, "in what " + asking + " takes " + where);
        var lazy = rawType(type) == Provider.class;
        var asked = lazy ? argument(type, asking + " takes a Provider without a type " + where) : type;
        if (rawType(asked) != Optional.class) {
            return new Dependency(
                    Token.of(asked, qualifier), isNullable(place) ? Absence.NULL : Absence.MISTAKE, lazy, where);
        }
        var perhaps = argument(asked, asking + " takes an Optional without a type " + where);
        if (rawType(perhaps) == Provider.class) {
            throw new WiringException(asking + " takes an " + TypeNames.of(asked) + " " + where
                    + ": turn it round, and take a Provider<Optional<…>>");
        }
        return new Dependency(Token.of(perhaps, qualifier), Absence.EMPTY, lazy, where);
    }

    private static @Nullable Type rawType(Type type) {
        return type instanceof ParameterizedType generic ? generic.getRawType() : type;
    }

    private static Type argument(Type type, String mistake) {
        if (!(type instanceof ParameterizedType generic)) {
            throw new WiringException(mistake + ": write what it is of, as in " + TypeNames.of(type) + "<Clock>");
        }
        return GenericTypes.bound(generic.getActualTypeArguments()[0]);
    }

    /** Any annotation of that name counts, on the declaration or on the type. */
    private static boolean isNullable(AnnotatedElement place) {
        return Stream.concat(Arrays.stream(place.getAnnotations()), Arrays.stream(annotatedType(place)))
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private static Annotation[] annotatedType(AnnotatedElement place) {
        AnnotatedType type = switch (place) {
            case Parameter parameter -> parameter.getAnnotatedType();
            case Field field -> field.getAnnotatedType();
            default -> throw new IllegalArgumentException("Nothing is injected into " + place);
        };
        return type.getAnnotations();
    }

    /** The one qualifier of a parameter, a field or a method. */
    static @Nullable Annotation qualifierOf(AnnotatedElement place, String where) {
        var qualifiers = Arrays.stream(place.getAnnotations())
                .filter(annotation -> annotation.annotationType().isAnnotationPresent(Qualifier.class))
                .toList();
        if (qualifiers.size() > 1) {
            throw new WiringException("There are " + qualifiers.size() + " qualifiers " + where + ": "
                    + String.join(", ", qualifiers.stream().map(TypeNames::of).toList()) + ". Leave one");
        }
        return qualifiers.isEmpty() ? null : qualifiers.getFirst();
    }
}

package dev.rookery.module;

import jakarta.inject.Provider;
import jakarta.inject.Qualifier;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is injected.
 *
 * @param token what is asked for
 * @param lazy whether a {@link Provider} of it is injected
 * @param where the place, as in "as parameter 1 of its constructor"
 */
record Dependency(Token<?> token, boolean lazy, String where) {

    static List<Dependency> ofParameters(Executable executable, String ofWhat) {
        var found = new ArrayList<Dependency>();
        for (var parameter : executable.getParameters()) {
            var where = "as parameter " + (found.size() + 1) + ofWhat;
            found.add(of(parameter.getParameterizedType(), parameter, where));
        }
        return found;
    }

    static Dependency of(Type type, AnnotatedElement place, String where) {
        var qualifier = qualifierOf(place, where);
        if (type == Provider.class) {
            throw new WiringException("A Provider without a type is asked for " + where
                    + ": write what it provides, as in Provider<Clock>");
        }
        return type instanceof ParameterizedType generic && generic.getRawType() == Provider.class
                ? new Dependency(Token.of(bound(generic.getActualTypeArguments()[0]), qualifier), true, where)
                : new Dependency(Token.of(type, qualifier), false, where);
    }

    private static Type bound(Type type) {
        return type instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : type;
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

package dev.rookery.config;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Something that a value is wanted for.
 *
 * @param key where the value stands
 * @param type what it is to be
 * @param byDefault what holds where nothing is said; null for nothing
 * @param mayBeAbsent whether nothing is fine too
 * @param of how errors call it, as in {@code maxOrders of ShopSettings}
 */
record Slot(String key, Type type, @Nullable String byDefault, boolean mayBeAbsent, String of) {

    static Slot of(RecordComponent component, String prefix) {
        var byDefault = component.getAnnotation(DefaultValue.class);
        return new Slot(
                prefix + "." + KeyNames.kebab(component.getName()),
                component.getGenericType(),
                byDefault == null ? null : byDefault.value(),
                isNullable(component.getAnnotatedType()) || isNullable(component),
                component.getName() + " of " + component.getDeclaringRecord().getSimpleName());
    }

    private static boolean isNullable(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    /** Something inside of this one. */
    Slot at(String inner, Type innerType) {
        return new Slot(inner, innerType, null, false, of);
    }

    /** The same, as something that may be missing. */
    Slot optional(Type innerType) {
        return new Slot(key, innerType, byDefault, true, of);
    }
}

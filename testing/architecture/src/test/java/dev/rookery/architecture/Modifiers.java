package dev.rookery.architecture;

import static java.util.stream.Collectors.joining;

import java.util.EnumSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Modifiers that mean something to users. */
final class Modifiers {

    /** Those that all of an API has, and those of a body. */
    private static final Set<Modifier> UNTOLD = EnumSet.of(
            Modifier.PUBLIC,
            Modifier.NATIVE,
            Modifier.SYNCHRONIZED,
            Modifier.STRICTFP,
            Modifier.TRANSIENT,
            Modifier.VOLATILE);

    private Modifiers() {}

    /** In the order of the language, without those that go without saying. */
    static String of(Element element, Set<Modifier> implied) {
        return element.getModifiers().stream()
                .filter(modifier -> !UNTOLD.contains(modifier) && !implied.contains(modifier))
                .sorted()
                .map(Modifier::toString)
                .collect(joining(" "));
    }

    /** What a type has because of its kind. */
    static Set<Modifier> impliedBy(TypeElement type) {
        return switch (type.getKind()) {
            case RECORD, ENUM -> EnumSet.of(Modifier.STATIC, Modifier.FINAL);
            case INTERFACE, ANNOTATION_TYPE -> EnumSet.of(Modifier.STATIC, Modifier.ABSTRACT);
            default -> EnumSet.noneOf(Modifier.class);
        };
    }

    /** What a member has because of its kind and its type: no method of a final type can be overridden, and none of an annotation has a body. */
    static Set<Modifier> impliedIn(TypeElement owner, Element member) {
        return switch (member.getKind()) {
            case ENUM_CONSTANT -> EnumSet.of(Modifier.STATIC, Modifier.FINAL);
            case METHOD ->
                switch (owner.getKind()) {
                    case ANNOTATION_TYPE -> EnumSet.of(Modifier.ABSTRACT);
                    case RECORD, ENUM -> EnumSet.of(Modifier.FINAL);
                    default -> isFinal(owner) ? EnumSet.of(Modifier.FINAL) : EnumSet.noneOf(Modifier.class);
                };
            default -> EnumSet.noneOf(Modifier.class);
        };
    }

    private static boolean isFinal(TypeElement type) {
        return type.getModifiers().contains(Modifier.FINAL);
    }
}

package dev.rookery.architecture;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Writes the members of a type, kind by kind and each kind in the order of names. Left out is what the type's declaration says already, what every object and every
 * enum has, and tests.
 *
 * @param type whose members they are
 * @param hidden its supertypes that no user can name
 */
record MemberLines(TypeElement type, List<TypeElement> hidden, Elements elements, Types types) {

    private static final Set<ElementKind> LISTED =
            EnumSet.of(ElementKind.ENUM_CONSTANT, ElementKind.FIELD, ElementKind.METHOD, ElementKind.CONSTRUCTOR);
    private static final Set<String> OF_EVERY_OBJECT =
            Set.of("equals(Object)", "equals(@Nullable Object)", "hashCode()", "toString()");
    private static final Set<String> OF_EVERY_ENUM = Set.of("values()", "valueOf(String)");

    List<String> all() {
        var own = type.getEnclosedElements().stream();
        var inherited = hidden.stream()
                .flatMap(owner -> owner.getEnclosedElements().stream())
                .filter(member -> member.getKind() != ElementKind.CONSTRUCTOR);
        var members = Stream.concat(own, inherited)
                .filter(member -> LISTED.contains(member.getKind()) && Api.isOpen(member, type))
                .filter(member ->
                        !(member instanceof ExecutableElement method && (isImplied(method) || isTest(method))))
                .sorted(Comparator.comparing(Element::getKind)
                        .thenComparing(MemberLines::name)
                        .thenComparing(this::line))
                .map(this::line)
                .distinct();
        return Stream.concat(annotations(), members).toList();
    }

    /** Of an annotation: where it may stand, and who can read it. */
    private Stream<String> annotations() {
        return type.getKind() == ElementKind.ANNOTATION_TYPE
                ? type.getAnnotationMirrors().stream()
                        .filter(MemberLines::isOfLanguage)
                        .map(TypeNames::of)
                        .sorted()
                : Stream.empty();
    }

    private static boolean isOfLanguage(AnnotationMirror annotation) {
        return annotation.toString().startsWith("@java.lang.annotation.")
                && !annotation.toString().startsWith("@java.lang.annotation.Documented");
    }

    private boolean isImplied(ExecutableElement method) {
        var call = name(method) + "(" + parameters(method, typeOf(method)) + ")";
        return OF_EVERY_OBJECT.contains(call)
                || switch (type.getKind()) {
                    case RECORD -> isAccessor(method) || isCanonical(method);
                    case ENUM -> OF_EVERY_ENUM.contains(call);
                    default -> false;
                };
    }

    /** A contract gets tests with any release: to pass them is what an author of a transporter wants of it. */
    private static boolean isTest(ExecutableElement method) {
        return method.getAnnotationMirrors().stream()
                .anyMatch(annotation -> annotation.toString().startsWith("@org.junit.jupiter."));
    }

    private boolean isAccessor(ExecutableElement method) {
        return type.getRecordComponents().stream().anyMatch(component -> method.equals(component.getAccessor()));
    }

    private boolean isCanonical(ExecutableElement method) {
        return method.getKind() == ElementKind.CONSTRUCTOR
                && method.getParameters().stream()
                        .map(parameter -> types.erasure(parameter.asType()).toString())
                        .toList()
                        .equals(type.getRecordComponents().stream()
                                .map(component ->
                                        types.erasure(component.asType()).toString())
                                .toList());
    }

    private String line(Element member) {
        return Stream.of(Modifiers.of(member, Modifiers.impliedIn(type, member)), declaration(member))
                .filter(part -> !part.isEmpty())
                .collect(joining(" "));
    }

    private String declaration(Element member) {
        return switch (member) {
            case ExecutableElement method -> declaration(method, typeOf(method));
            case VariableElement field
            when field.getKind() == ElementKind.FIELD ->
                TypeNames.of(field.asType()) + " " + name(field) + constant(field);
            default -> name(member);
        };
    }

    private String declaration(ExecutableElement method, ExecutableType signature) {
        var isConstructor = method.getKind() == ElementKind.CONSTRUCTOR;
        return Stream.of(
                        TypeNames.ofParameters(method.getTypeParameters()),
                        isConstructor ? "" : TypeNames.of(signature.getReturnType()),
                        name(method) + "(" + parameters(method, signature) + ")",
                        method.getThrownTypes().isEmpty() ? "" : "throws " + TypeNames.of(signature.getThrownTypes()),
                        defaultOf(method))
                .filter(part -> !part.isEmpty())
                .collect(joining(" "));
    }

    private static String defaultOf(ExecutableElement method) {
        var value = method.getDefaultValue();
        return value == null ? "" : "default " + TypeNames.of(value);
    }

    private static String parameters(ExecutableElement method, ExecutableType signature) {
        var all = TypeNames.of(signature.getParameterTypes());
        return method.isVarArgs() ? all.replaceFirst("\\[]$", "...") : all;
    }

    /** As it is in the type, if it comes from a generic one. */
    private ExecutableType typeOf(ExecutableElement method) {
        var isOwn = type.equals(method.getEnclosingElement());
        return (ExecutableType) (isOwn ? method.asType() : types.asMemberOf((DeclaredType) type.asType(), method));
    }

    /** Its value is compiled into what uses it. */
    private String constant(VariableElement field) {
        var value = field.getConstantValue();
        return value == null ? "" : " = " + elements.getConstantExpression(value);
    }

    private static String name(Element member) {
        return member.getKind() == ElementKind.CONSTRUCTOR
                ? "new"
                : member.getSimpleName().toString();
    }
}

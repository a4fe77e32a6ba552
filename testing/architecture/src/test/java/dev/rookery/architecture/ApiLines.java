package dev.rookery.architecture;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Writes types as lines, of which each is a promise to users. What a type has from one that no user can name is written as its own. */
final class ApiLines {

    private final Elements elements;
    private final Types types;

    ApiLines(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    ApiType describe(TypeElement type) {
        var packageName = elements.getPackageOf(type).getQualifiedName().toString();
        var hidden = hiddenSupertypes(type).toList();
        var members = new MemberLines(type, hidden, elements, types).all();
        return new ApiType(packageName, type.getQualifiedName().toString(), declaration(type, hidden), members);
    }

    private static String declaration(TypeElement type, List<TypeElement> hidden) {
        var isInterface = type.getKind().isInterface();
        return Stream.of(
                        Modifiers.of(type, Modifiers.impliedBy(type)),
                        keyword(type.getKind()),
                        type.getSimpleName() + TypeNames.ofParameters(type.getTypeParameters()) + components(type),
                        clause("extends", superclass(type)),
                        clause(isInterface ? "extends" : "implements", interfaces(type, hidden)),
                        clause("permits", permitted(type)))
                .filter(part -> !part.isEmpty())
                .collect(joining(" "));
    }

    private static String keyword(ElementKind kind) {
        return kind == ElementKind.ANNOTATION_TYPE ? "@interface" : kind.name().toLowerCase(Locale.ROOT);
    }

    private static String components(TypeElement type) {
        return type.getKind() == ElementKind.RECORD
                ? type.getRecordComponents().stream()
                        .map(component -> TypeNames.of(component.asType()) + " " + component.getSimpleName())
                        .collect(joining(", ", "(", ")"))
                : "";
    }

    private static String clause(String word, Collection<String> names) {
        return names.isEmpty() ? "" : word + " " + String.join(", ", names);
    }

    private static List<String> superclass(TypeElement type) {
        var superclass = type.getSuperclass();
        while (superclass.getKind() == TypeKind.DECLARED && Api.isHidden(superclass)) {
            superclass = Api.element(superclass).getSuperclass();
        }
        var isTold = type.getKind() == ElementKind.CLASS
                && superclass.getKind() == TypeKind.DECLARED
                && !TypeNames.of(superclass).equals("Object");
        return isTold ? List.of(TypeNames.of(superclass)) : List.of();
    }

    private static List<String> interfaces(TypeElement type, List<TypeElement> hidden) {
        return Stream.concat(Stream.of(type), hidden.stream())
                .flatMap(found -> found.getInterfaces().stream())
                .filter(found -> !Api.isHidden(found) && type.getKind() != ElementKind.ANNOTATION_TYPE)
                .map(TypeNames::of)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> permitted(TypeElement type) {
        return type.getPermittedSubclasses().stream()
                .filter(found -> !Api.isHidden(found))
                .map(TypeNames::of)
                .sorted()
                .toList();
    }

    private Stream<TypeElement> hiddenSupertypes(TypeElement type) {
        return types.directSupertypes(type.asType()).stream()
                .filter(Api::isHidden)
                .map(Api::element)
                .flatMap(hidden -> Stream.concat(Stream.of(hidden), hiddenSupertypes(hidden)));
    }
}

package dev.rookery.architecture;

import com.sun.source.util.JavacTask;
import java.io.File;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * What users can see of compiled classes. It is read from the class files, since these are what is published, by the compiler, since it knows their generics, records,
 * sealed types and the annotations of types.
 */
final class Api {

    private final Elements elements;
    private final Types types;

    private Api(JavacTask compiler) {
        elements = compiler.getElements();
        types = compiler.getTypes();
    }

    /** Of classes in these folders, which may use what the class path of the tests has. */
    static Api of(Collection<Path> folders) {
        var classPath = Stream.concat(
                        folders.stream().map(Path::toString), Stream.of(System.getProperty("java.class.path", "")))
                .collect(Collectors.joining(File.pathSeparator));
        var options = List.of("--class-path", classPath, "-proc:none");
        var unheard = new DiagnosticCollector<JavaFileObject>();
        var task = ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, unheard, options, List.of("java.lang.Object"), null);
        return new Api((JavacTask) task);
    }

    /** The types of some packages that users can see, nested ones too, in the order of their names. */
    List<ApiType> typesIn(Collection<String> packages) {
        var lines = new ApiLines(elements, types);
        return packages.stream()
                .map(name -> Objects.requireNonNull(elements.getPackageElement(name), name))
                .flatMap(found -> visible(found.getEnclosedElements()))
                .map(lines::describe)
                .sorted(Comparator.comparing(ApiType::name))
                .toList();
    }

    private static Stream<TypeElement> visible(List<? extends Element> enclosed) {
        return ElementFilter.typesIn(enclosed).stream()
                .filter(Api::isVisible)
                .flatMap(type -> Stream.concat(Stream.of(type), visible(type.getEnclosedElements())));
    }

    /** Whether users can name a type. */
    private static boolean isVisible(TypeElement type) {
        return switch (type.getEnclosingElement()) {
            case TypeElement owner -> isVisible(owner) && isOpen(type, owner);
            case PackageElement named ->
                type.getModifiers().contains(Modifier.PUBLIC)
                        && !PublicApi.isInternal(named.getQualifiedName().toString());
            case null, default -> false;
        };
    }

    /** Whether those who see a type can see a member that it has. */
    static boolean isOpen(Element member, TypeElement owner) {
        var modifiers = member.getModifiers();
        return modifiers.contains(Modifier.PUBLIC) || (modifiers.contains(Modifier.PROTECTED) && canBeExtended(owner));
    }

    private static boolean canBeExtended(TypeElement type) {
        return type.getKind() == ElementKind.CLASS
                && !type.getModifiers().contains(Modifier.FINAL)
                && !type.getModifiers().contains(Modifier.SEALED)
                && ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                        .map(Element::getModifiers)
                        .anyMatch(of -> of.contains(Modifier.PUBLIC) || of.contains(Modifier.PROTECTED));
    }

    /** Whether a supertype or subtype is one that users cannot name. */
    static boolean isHidden(TypeMirror type) {
        return !isVisible(element(type));
    }

    static TypeElement element(TypeMirror type) {
        return (TypeElement) ((DeclaredType) type).asElement();
    }
}

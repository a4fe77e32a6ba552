package dev.rookery.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.stream.Stream;

/** What users of a module can see of it, and which types that names. */
final class PublicApi {

    static final DescribedPredicate<JavaClass> IS_PUBLIC_API =
            DescribedPredicate.describe("can be seen by users", PublicApi::canBeSeen);

    static final ArchCondition<JavaClass> NAME_NO_INTERNAL_TYPE = new ArchCondition<>("name no internal type") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            signatureTypes(type)
                    .filter(PublicApi::isInternal)
                    .distinct()
                    .map(named -> "%s names %s in a public signature".formatted(type.getName(), named.getName()))
                    .forEach(message -> events.add(SimpleConditionEvent.violated(type, message)));
        }
    };

    private PublicApi() {}

    private static boolean canBeSeen(JavaClass type) {
        return !isInternal(type)
                && isPublicOrProtected(type.getModifiers())
                && type.getEnclosingClass().map(PublicApi::canBeSeen).orElse(true);
    }

    private static boolean isInternal(JavaClass type) {
        return isInternal(type.getPackageName());
    }

    /** Whether a package is for its artifact alone. */
    static boolean isInternal(String packageName) {
        return (packageName + ".").matches("dev\\.rookery\\.(.+\\.)?internal\\..*");
    }

    private static boolean isPublicOrProtected(Collection<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaClass> signatureTypes(JavaClass type) {
        var supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        var members = type.getMembers().stream()
                .filter(member -> isPublicOrProtected(member.getModifiers()))
                .flatMap(PublicApi::typesOf);
        return Stream.of(supertypes, type.getTypeParameters().stream(), members)
                .flatMap(types -> types)
                .flatMap(named -> named.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType);
    }

    private static Stream<JavaType> typesOf(JavaMember member) {
        return switch (member) {
            case JavaField field -> Stream.of(field.getType());
            case JavaCodeUnit unit ->
                Stream.of(
                                Stream.of(unit.getReturnType()),
                                unit.getParameterTypes().stream(),
                                unit.getTypeParameters().stream(),
                                unit.getExceptionTypes().stream())
                        .flatMap(types -> types);
            default -> Stream.empty();
        };
    }
}

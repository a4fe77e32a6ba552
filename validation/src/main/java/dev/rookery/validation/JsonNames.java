package dev.rookery.validation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.validator.spi.nodenameprovider.JavaBeanProperty;
import org.hibernate.validator.spi.nodenameprovider.Property;
import org.hibernate.validator.spi.nodenameprovider.PropertyNodeNameProvider;

/** Calls properties what the caller calls them, where {@code @JsonProperty} says so. */
final class JsonNames implements PropertyNodeNameProvider {

    @Override
    public String getName(Property property) {
        return property instanceof JavaBeanProperty member
                ? jsonName(member).orElse(property.getName())
                : property.getName();
    }

    private static Optional<String> jsonName(JavaBeanProperty property) {
        Stream<AnnotatedElement> fields = Arrays.stream(
                        property.getDeclaringClass().getDeclaredFields())
                .filter(field -> field.getName().equals(property.getName()))
                .map(AnnotatedElement.class::cast);
        Stream<AnnotatedElement> accessors = Arrays.stream(
                        property.getDeclaringClass().getDeclaredMethods())
                .filter(method -> method.getName().equals(property.getMemberName()) && method.getParameterCount() == 0)
                .map(AnnotatedElement.class::cast);
        return Stream.concat(fields, accessors)
                .map(element -> element.getAnnotation(JsonProperty.class))
                .filter(annotation -> annotation != null && !annotation.value().isEmpty())
                .map(JsonProperty::value)
                .findFirst();
    }
}

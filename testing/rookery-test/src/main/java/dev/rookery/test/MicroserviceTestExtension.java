package dev.rookery.test;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link MicroserviceTest} says. */
final class MicroserviceTestExtension implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(MicroserviceTestExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        service(context);
    }

    /** That of the class or of a class around it, else a new one, which JUnit closes at the end of the class. */
    private static TestService service(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(TestService.class, absent -> start(context.getRequiredTestClass()), TestService.class);
    }

    private static TestService start(Class<?> testClass) {
        var annotation = AnnotationSupport.findAnnotation(testClass, MicroserviceTest.class)
                .orElseThrow(() -> new IllegalStateException(testClass.getName() + " has no @MicroserviceTest"));
        var test = RookeryTest.microservice(annotation.value());
        return (annotation.mockMissing() ? test.mockMissing() : test).start();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return ServiceParameters.valueOf(parameter.getParameter(), service(context))
                .isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return ServiceParameters.valueOf(parameter.getParameter(), service(context))
                .orElseThrow();
    }
}

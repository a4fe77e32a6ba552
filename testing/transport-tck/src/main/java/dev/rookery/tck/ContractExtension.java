package dev.rookery.tck;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives each test its harness, closes it, and skips what the transport is known not to do. */
final class ContractExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ContractExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        var fixture = ((Contract) context.getRequiredTestInstance()).newFixture();
        context.getStore(NAMESPACE).put(ContractHarness.class, new ContractHarness(fixture));
        var method = context.getRequiredTestMethod();
        skipWithout(AnnotationSupport.findAnnotation(method, Needs.class).orElse(null), fixture);
        skipWithout(
                AnnotationSupport.findAnnotation(method.getDeclaringClass(), Needs.class)
                        .orElse(null),
                fixture);
    }

    private static void skipWithout(@Nullable Needs needs, TransportFixture fixture) {
        if (needs == null) {
            return;
        }
        var transporter = fixture.server();
        var present = CapabilityTable.required(transporter, fixture);
        Assumptions.assumeTrue(
                present.containsAll(Arrays.asList(needs.value())),
                () -> transporter.id() + " has no " + Arrays.toString(needs.value()));
        Assumptions.assumeTrue(
                !needs.anyPattern() || CapabilityTable.takesAnyPattern(transporter.id()),
                () -> transporter.id() + " has no patterns that are objects");
        Assumptions.assumeTrue(
                Arrays.stream(needs.without()).noneMatch(present::contains),
                () -> transporter.id() + " has " + Arrays.toString(needs.without()));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var harness = context.getStore(NAMESPACE).remove(ContractHarness.class, ContractHarness.class);
        if (harness != null) {
            harness.end(context.getExecutionException().isEmpty());
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ContractHarness.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var harness = context.getStore(NAMESPACE).get(ContractHarness.class, ContractHarness.class);
        if (harness == null) {
            throw new IllegalStateException("No test runs");
        }
        return harness;
    }
}

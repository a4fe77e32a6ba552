package dev.rookery.examples.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.Rookery;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.ClientsModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.ProviderDefinition;
import dev.rookery.module.Token;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hooks of the docs. */
final class LifeTest {
    @Test
    void they_are_called(@TempDir Path folder) {
        var file = folder.resolve("books").resolve("ledger.txt");
        var world = new InMemoryTransporter();
        var root = DynamicModule.builder("Root")
                .imports(ClientsModule.register("MATH", world))
                .providers(ProviderDefinition.ofValue(Token.of(Path.class), file))
                .providers(Ledger.class, Warmup.class)
                .build();
        try (var math = Rookery.createMicroservice(DynamicModule.builder("Math").build(), world)
                        .listen();
                var app = LifeApp.create(root).startAllMicroservices()) {
            assertThat(file).hasContent("opened");
            assertThat(app).isNotNull();
            assertThat(math).isNotNull();
        }
        assertThat(file).hasContent("closed by us");
    }
}

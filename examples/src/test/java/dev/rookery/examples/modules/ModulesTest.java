package dev.rookery.examples.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.Rookery;
import org.junit.jupiter.api.Test;

/** The modules of the docs. */
final class ModulesTest {
    @Test
    void they_fit_together() {
        try (var app = Rookery.create(ClinicModule.class)) {
            assertThat(app.get(Door.class).sign().name()).isEqualTo("Clinic of the cats");
            assertThat(app.get(Door.class).cats()).isSameAs(app.get(CatsService.class));
            assertThat(app.get(VetModule.class).patients()).isEqualTo(2);
        }
    }
}

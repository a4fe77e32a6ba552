package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Code that looks for annotations of its own. */
final class DiscoveryTest {

    @Retention(RetentionPolicy.RUNTIME)
    @interface Every {
        int seconds();
    }

    @Every(seconds = 5)
    static final class Cleaner implements Runnable {
        @Override
        public void run() {}
    }

    @Every(seconds = 9)
    @Injectable(scope = Scope.REQUEST)
    static final class Sweeper {}

    @Controller
    @Every(seconds = 1)
    static final class Door {
        @MessagePattern("door")
        String door() {
            return "open";
        }
    }

    static final class Scheduler implements OnModuleInit {
        final List<String> found = new CopyOnWriteArrayList<>();
        private final Discovery discovery;

        Scheduler(Discovery discovery) {
            this.discovery = discovery;
        }

        @Override
        public void onModuleInit() {
            discovery
                    .annotatedWith(Every.class)
                    .forEach(each -> found.add(each.type().getSimpleName() + " "
                            + each.type().getAnnotation(Every.class).seconds() + " "
                            + each.instance().isPresent()));
        }
    }

    @Module(providers = Scheduler.class, exports = Scheduler.class)
    static final class SchedulerModule {}

    @Module(
            imports = SchedulerModule.class,
            controllers = Door.class,
            providers = {Cleaner.class, Sweeper.class})
    static final class RootModule {
        @Provides
        Runnable other(Cleaner cleaner) {
            return cleaner;
        }
    }

    @Test
    void what_some_module_may_provide_is_found_where_one_does() {
        var discovery = Containers.of(RootModule.class).discovery();

        assertThat(discovery.find(Token.of(Cleaner.class))).isPresent();
        assertThat(discovery.find(Token.of(StringBuilder.class))).isEmpty();
    }

    @Test
    void classes_with_an_annotation_are_found_with_their_instances() {
        var container = Containers.of(RootModule.class);
        container.initialize();

        assertThat(container.get(Token.of(Scheduler.class)).found)
                .containsExactlyInAnyOrder("Cleaner 5 true", "Cleaner 5 true", "Sweeper 9 false", "Door 1 true");
        container.destroy(null);
    }

    @Test
    void each_is_told_with_its_token_and_module() {
        var discovery = Containers.of(RootModule.class).get(Token.of(Discovery.class));

        assertThat(discovery.controllers())
                .extracting(Discovery.Discovered::token, Discovery.Discovered::module)
                .containsExactly(tuple(Token.of(Door.class), "RootModule"));
        assertThat(discovery.providers())
                .filteredOn(each -> each.token().equals(Token.of(Sweeper.class)))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.type()).isEqualTo(Sweeper.class);
                    assertThat(each.instance()).isEqualTo(Optional.empty());
                });
    }
}

package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.error.StartException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In which order the life cycle is told. */
final class HooksTest {
    private static final List<String> HEARD = new ArrayList<>();

    @BeforeEach
    void nothing_was_heard() {
        HEARD.clear();
    }

    abstract static class Witness
            implements OnModuleInit,
                    OnApplicationBootstrap,
                    OnModuleDestroy,
                    BeforeApplicationShutdown,
                    OnApplicationShutdown {
        private void hear(String what) {
            HEARD.add(getClass().getSimpleName() + " " + what);
        }

        @PostConstruct
        void construct() {
            hear("constructed");
        }

        @Override
        public void onModuleInit() {
            hear("init");
        }

        @Override
        public void onApplicationBootstrap() {
            hear("bootstrap");
        }

        @Override
        public void onModuleDestroy() {
            hear("destroy");
        }

        @Override
        public void beforeApplicationShutdown() {
            hear("before");
        }

        @Override
        public void onApplicationShutdown() {
            hear("shutdown");
        }

        @PreDestroy
        void preDestroy() {
            hear("gone");
        }
    }

    static final class Deep extends Witness {}

    static final class User extends Witness {
        User(Used used) {
            assertThat(used).isNotNull();
        }
    }

    static final class Used extends Witness {}

    @Module(providers = Deep.class)
    static final class DeepModule {}

    @Module(
            imports = DeepModule.class,
            providers = {User.class, Used.class})
    static final class RootModule extends Witness {}

    @Test
    void what_is_needed_comes_first_and_goes_last() {
        var container = Container.of(RootModule.class);
        container.initialize();
        container.destroy();

        assertThat(HEARD)
                .containsExactly(
                        "Deep constructed",
                        "RootModule constructed",
                        "Used constructed",
                        "User constructed",
                        "Deep init",
                        "Used init",
                        "User init",
                        "RootModule init",
                        "Deep bootstrap",
                        "Used bootstrap",
                        "User bootstrap",
                        "RootModule bootstrap",
                        "RootModule destroy",
                        "User destroy",
                        "Used destroy",
                        "Deep destroy",
                        "RootModule before",
                        "User before",
                        "Used before",
                        "Deep before",
                        "RootModule shutdown",
                        "User shutdown",
                        "Used shutdown",
                        "Deep shutdown",
                        "User gone",
                        "Used gone",
                        "RootModule gone",
                        "Deep gone");
    }

    record Farthest() implements OnModuleInit {
        @Override
        public void onModuleInit() {
            HEARD.add("farthest");
        }
    }

    record Near() implements OnModuleInit {
        @Override
        public void onModuleInit() {
            HEARD.add("near");
        }
    }

    record Everywhere() implements OnModuleInit {
        @Override
        public void onModuleInit() {
            HEARD.add("everywhere");
        }
    }

    @Test
    void modules_go_by_their_longest_distance_from_the_root_and_global_ones_first() {
        var farthest = DynamicModule.builder("A").providers(Farthest.class).build();
        var near = DynamicModule.builder("B").providers(Near.class).build();
        var between = DynamicModule.builder("C").imports(farthest).build();
        var global = DynamicModule.builder("D")
                .providers(Everywhere.class)
                .global(true)
                .build();

        Container.of(DynamicModule.builder("Root")
                        .imports(near, farthest, between, global)
                        .build())
                .initialize();

        assertThat(HEARD).containsExactly("everywhere", "farthest", "near");
    }

    static final class Failing implements OnModuleDestroy {
        @Override
        public void onModuleDestroy() throws Exception {
            HEARD.add("failing");
            throw new Exception("cannot close");
        }

        @SuppressWarnings("DoNotCallSuggester") // the mistake
        @PreDestroy
        void gone() {
            throw new IllegalStateException("cannot go");
        }
    }

    @Module(providers = {Deep.class, Failing.class})
    static final class FailingModule {}

    @Test
    void an_error_at_the_end_does_not_stop_the_rest() {
        var container = Container.of(FailingModule.class);
        container.initialize();
        HEARD.clear();
        container.destroy();

        assertThat(HEARD).containsExactly("failing", "Deep destroy", "Deep before", "Deep shutdown", "Deep gone");
    }

    static final class NoDatabase implements OnModuleInit {
        @Override
        public void onModuleInit() throws Exception {
            throw new Exception("no database");
        }
    }

    static final class Late extends Witness {}

    @Module(providers = {Deep.class, NoDatabase.class, Late.class})
    static final class NoDatabaseModule {}

    @Test
    void after_a_failed_start_only_what_was_initialized_hears_of_the_end() {
        var container = Container.of(NoDatabaseModule.class);
        assertThat(catchThrowable(container::initialize))
                .isInstanceOf(StartException.class)
                .hasMessage("OnModuleInit of NoDatabase (NoDatabaseModule) failed: java.lang.Exception: no database");
        container.destroy();

        assertThat(HEARD)
                .containsExactly(
                        "Deep constructed",
                        "Late constructed",
                        "Deep init",
                        "Deep destroy",
                        "Deep before",
                        "Deep shutdown",
                        "Late gone",
                        "Deep gone");
    }
}

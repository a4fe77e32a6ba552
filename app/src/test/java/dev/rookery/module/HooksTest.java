package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.error.StartException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Provider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** In which order the life cycle is told. */
final class HooksTest {
    private static final List<String> HEARD = new CopyOnWriteArrayList<>();

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
        public void beforeApplicationShutdown(@Nullable String signal) {
            hear("before");
        }

        @Override
        public void onApplicationShutdown(@Nullable String signal) {
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
        var container = Containers.of(RootModule.class);
        container.initialize();
        container.destroy(null);

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

        Containers.of(DynamicModule.builder("Root")
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
        var container = Containers.of(FailingModule.class);
        container.initialize();
        HEARD.clear();
        container.destroy(null);

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
        var container = Containers.of(NoDatabaseModule.class);
        assertThat(catchThrowable(container::initialize))
                .isInstanceOf(StartException.class)
                .hasMessage("OnModuleInit of NoDatabase (NoDatabaseModule) failed: java.lang.Exception: no database");
        container.destroy(null);

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

    // ---- later, too late, and not at all ----

    static final class Slow implements OnModuleInit.Async, OnApplicationBootstrap.Async, OnModuleDestroy.Async {
        private static CompletionStage<?> soon(String what) {
            return CompletableFuture.runAsync(
                    () -> HEARD.add(what), CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));
        }

        @Override
        public CompletionStage<?> onModuleInit() {
            return soon("slow init");
        }

        @Override
        public CompletionStage<?> onApplicationBootstrap() {
            return Mono.fromCompletionStage(soon("slow bootstrap")).toFuture();
        }

        @Override
        public CompletionStage<?> onModuleDestroy() {
            return soon("slow destroy");
        }
    }

    static final class Quick extends Witness {
        Quick(Slow slow) {
            assertThat(slow).isNotNull();
        }

        @Override
        void construct() {}

        @Override
        void preDestroy() {}
    }

    @Module(providers = {Quick.class, Slow.class})
    static final class SlowModule {}

    @Test
    void what_hooks_return_is_waited_for() {
        var container = Containers.of(SlowModule.class);
        container.initialize();
        container.destroy(null);

        assertThat(HEARD)
                .containsExactly(
                        "slow init",
                        "Quick init",
                        "slow bootstrap",
                        "Quick bootstrap",
                        "Quick destroy",
                        "slow destroy",
                        "Quick before",
                        "Quick shutdown");
    }

    static final class Never implements OnApplicationBootstrap.Async {
        @Override
        public CompletionStage<?> onApplicationBootstrap() {
            return new CompletableFuture<Void>();
        }
    }

    @Module(providers = Never.class)
    static final class NeverModule {}

    @Test
    void a_hook_that_is_never_done_fails_the_start() {
        var container = Container.of(NeverModule.class, Containers.IMPATIENT);

        assertThat(catchThrowable(container::initialize))
                .isInstanceOf(StartException.class)
                .hasMessage(
                        "OnApplicationBootstrap of Never (NeverModule) was not done within PT0.2S. See what it waits for, or raise"
                                + " ApplicationOptions.startHookTimeout");
    }

    static final class Hanging implements OnModuleDestroy, OnApplicationShutdown.Async {
        private static final CountDownLatch INTERRUPTED = new CountDownLatch(1);

        @Override
        public void onModuleDestroy() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                INTERRUPTED.countDown();
            }
        }

        @Override
        public CompletionStage<?> onApplicationShutdown(@Nullable String signal) {
            return new CompletableFuture<Void>();
        }
    }

    @Module(providers = {Deep.class, Hanging.class})
    static final class HangingModule {}

    @Test
    void a_hook_that_hangs_is_interrupted_and_does_not_stop_the_rest() throws Exception {
        var container = Container.of(HangingModule.class, Containers.IMPATIENT);
        container.initialize();
        HEARD.clear();
        container.destroy("SIGTERM");

        assertThat(HEARD).containsExactly("Deep destroy", "Deep before", "Deep shutdown", "Deep gone");
        assertThat(Hanging.INTERRUPTED.await(10, TimeUnit.SECONDS)).isTrue();
    }

    record Listening() implements BeforeApplicationShutdown, OnApplicationShutdown {
        @Override
        public void beforeApplicationShutdown(@Nullable String signal) {
            HEARD.add("before " + signal);
        }

        @Override
        public void onApplicationShutdown(@Nullable String signal) {
            HEARD.add("at " + signal);
        }
    }

    @Module(providers = Listening.class)
    static final class ListeningModule {}

    @Test
    void hooks_are_told_the_signal() {
        for (var signal : new @Nullable String[] {"SIGTERM", null}) {
            var container = Containers.of(ListeningModule.class);
            container.initialize();
            container.destroy(signal);
        }

        assertThat(HEARD).containsExactly("before SIGTERM", "at SIGTERM", "before null", "at null");
    }

    @Injectable(scope = Scope.TRANSIENT)
    static final class Handle {
        @PreDestroy
        void close() {
            HEARD.add("closed");
        }
    }

    record Files(Handle one, Handle other, Provider<Handle> later) implements OnModuleInit {
        @Override
        public void onModuleInit() {
            assertThat(later.get()).isNotSameAs(one);
        }
    }

    @Module(providers = {Files.class, Handle.class})
    static final class FilesModule {}

    @Test
    void what_nobody_shares_ends_with_what_it_was_made_for() {
        var container = Containers.of(FilesModule.class);
        container.initialize();
        container.destroy(null);

        assertThat(HEARD).containsExactly("closed", "closed");
    }

    static final class Lingering {
        @PreDestroy
        Mono<Long> close() {
            return Mono.delay(Duration.ofMillis(100)).doOnNext(tick -> HEARD.add("lingering gone"));
        }
    }

    @Test
    void what_was_made_is_given_back_when_the_making_is_interrupted() {
        var root = DynamicModule.builder("Root")
                .providers(Lingering.class)
                .providers(ProviderDefinition.ofAsync(Token.of(Used.class), CompletableFuture::new))
                .build();

        Thread.currentThread().interrupt();
        var failure = catchThrowable(() -> Containers.of(root));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).hasMessageContaining("Used (Root) could not be made");
        assertThat(HEARD).containsExactly("lingering gone");
    }
}

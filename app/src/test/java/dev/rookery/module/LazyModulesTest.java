package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.StartException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Modules that are loaded when the application already runs, or while it starts. */
final class LazyModulesTest extends CountedProviders {
    static final class Report implements OnModuleInit, OnModuleDestroy {
        private final Shelf shelf;

        Report(Shelf shelf) {
            this.shelf = shelf;
        }

        @Override
        public void onModuleInit() {
            HEARD.add("report init " + shelf.number);
        }

        @Override
        public void onModuleDestroy() {
            HEARD.add("report destroy");
        }
    }

    @Module(imports = SharedModule.class, providers = Report.class)
    static final class ReportModule {}

    @Module(providers = Shelf.class, exports = Shelf.class)
    static final class SharedModule {}

    @Module(imports = SharedModule.class)
    static final class LoadingModule {
        final LazyModuleLoader loader;

        LoadingModule(LazyModuleLoader loader) {
            this.loader = loader;
        }
    }

    @Test
    void a_lazy_module_is_loaded_once_and_shares_what_is_there() {
        Shelf.SHELVES.set(0);
        try (var service = serve(LoadingModule.class)) {
            var loader = service.get(LoadingModule.class).loader;
            assertThat(HEARD).isEmpty();

            var report = loader.load(ReportModule.class).get(Report.class);

            assertThat(HEARD).containsExactly("report init 1");
            assertThat(loader.load(ReportModule.class).get(Report.class)).isSameAs(report);
            assertThat(service.get(Report.class)).isSameAs(report);
        }
        assertThat(HEARD).containsExactly("report init 1", "report destroy");
    }

    @Module(imports = SharedModule.class, providers = Shelf.class)
    static final class EagerModule implements OnModuleInit {
        private final LazyModuleLoader loader;

        EagerModule(LazyModuleLoader loader) {
            this.loader = loader;
            loader.load(ReportModule.class);
        }

        @Override
        public void onModuleInit() {
            HEARD.add("eager init");
            loader.load(OtherReportModule.class);
        }
    }

    @Module(imports = SharedModule.class, providers = Report.class)
    static final class OtherReportModule {}

    @Test
    void a_module_that_is_loaded_during_the_start_hears_its_hooks_once() {
        try (var service = serve(EagerModule.class)) {
            assertThat(HEARD).hasSize(3);
            assertThat(HEARD.stream().filter(heard -> heard.startsWith("report init")))
                    .hasSize(2);
            assertThat(service).isNotNull();
        }
    }

    static final class Moody implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
        static final AtomicInteger FAILURES_TO_COME = new AtomicInteger();

        Moody() {
            MADE.incrementAndGet();
        }

        @Override
        public void onModuleInit() {
            HEARD.add("moody init");
        }

        @Override
        public void onApplicationBootstrap() {
            HEARD.add("moody bootstrap");
            if (FAILURES_TO_COME.getAndDecrement() > 0) {
                throw new IllegalStateException("not today");
            }
        }

        @Override
        public void onModuleDestroy() {
            HEARD.add("moody destroy");
        }
    }

    @Module(providers = Moody.class, exports = Moody.class)
    static final class MoodyModule {}

    @Module(imports = MoodyModule.class)
    static final class PartyModule implements OnModuleInit {
        @Override
        public void onModuleInit() {
            HEARD.add("party init");
        }
    }

    @Test
    void what_failed_is_tried_again_when_it_is_loaded_again() {
        Moody.FAILURES_TO_COME.set(1);
        try (var service = serve(LoadingModule.class)) {
            var loader = service.get(LoadingModule.class).loader;

            assertThatThrownBy(() -> loader.load(PartyModule.class))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("not today");
            loader.load(ReportModule.class);
            HEARD.clear();
            loader.load(MoodyModule.class);
            assertThat(HEARD).containsExactly("moody bootstrap");

            loader.load(PartyModule.class);
            assertThat(HEARD).containsExactly("moody bootstrap");
            assertThat(MADE).hasValue(1);
            HEARD.clear();
        }
        assertThat(HEARD).containsExactlyInAnyOrder("moody destroy", "report destroy");
    }

    static final class Fragile {
        static final AtomicInteger FAILURES_TO_COME = new AtomicInteger();

        Fragile() {
            if (FAILURES_TO_COME.getAndDecrement() > 0) {
                throw new IllegalStateException("broken");
            }
        }
    }

    @Module(providers = {Moody.class, Fragile.class})
    static final class FragileModule {}

    @Test
    void what_could_not_be_made_is_tried_again_when_it_is_loaded_again() {
        Moody.FAILURES_TO_COME.set(0);
        Fragile.FAILURES_TO_COME.set(2);
        try (var service = serve(LoadingModule.class)) {
            var loader = service.get(LoadingModule.class).loader;

            assertThatThrownBy(() -> loader.load(FragileModule.class)).hasMessageContaining("broken");
            assertThatThrownBy(() -> loader.load(FragileModule.class)).hasMessageContaining("broken");
            assertThat(HEARD).isEmpty();
            loader.load(FragileModule.class);
            loader.load(FragileModule.class);

            assertThat(HEARD).containsExactly("moody init", "moody bootstrap");
            assertThat(MADE).hasValue(1);
        }
    }
}

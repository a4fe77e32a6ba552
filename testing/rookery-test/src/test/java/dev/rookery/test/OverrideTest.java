package dev.rookery.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxy;
import dev.rookery.error.RemoteException;
import dev.rookery.error.StartException;
import dev.rookery.module.ApplicationOptions;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Module;
import dev.rookery.module.OnApplicationBootstrap;
import dev.rookery.module.OnModuleInit;
import dev.rookery.module.Overrides;
import dev.rookery.module.ProviderDefinition;
import dev.rookery.module.Provides;
import dev.rookery.module.Token;
import dev.rookery.module.WiringException;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Pipe;
import dev.rookery.test.Shop.Api;
import dev.rookery.test.Shop.Apologizing;
import dev.rookery.test.Shop.Closed;
import dev.rookery.test.Shop.Diary;
import dev.rookery.test.Shop.ShopModule;
import dev.rookery.test.Shop.Shouting;
import dev.rookery.test.Shop.Stock;
import dev.rookery.test.Shop.StockModule;
import dev.rookery.test.Shop.Trimming;
import jakarta.inject.Named;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The real service, with parts of it overridden. */
final class OverrideTest {

    private static @Nullable String ask(TestService service, String pattern, Object data) {
        return service.client().request(pattern, data, String.class).block();
    }

    @Test
    void without_overrides_it_is_the_service_itself() {
        try (var service = RookeryTest.microservice(ShopModule.class).start()) {
            assertThat(service.client(Api.class).countdown(3).toStream()).containsExactly(3, 2, 1);
            assertThat(service.client(Api.class).count("milk")).isEqualTo(100);
            assertThat(ask(service, "echo", "  a  ")).isEqualTo("a!");
            assertThat(ask(service, "fail", "")).isEqualTo("sorry");
            assertThatThrownBy(() -> ask(service, "guarded", ""))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("Forbidden resource");
        }
    }

    // ---- providers ----

    @Test
    void a_value_takes_the_place_of_what_has_a_name() {
        try (var service = RookeryTest.microservice(ShopModule.class)
                .overrideProvider("CLOCK", Shop.noon())
                .start()) {
            assertThat(ask(service, "time", "")).isEqualTo("2026-01-01T12:00:00Z");
        }
    }

    @Test
    void a_value_takes_the_place_of_what_has_a_type() {
        try (var service = RookeryTest.microservice(ShopModule.class)
                .overrideProvider(Stock.class, what -> what.length())
                .start()) {
            assertThat(service.client(Api.class).count("milk")).isEqualTo(4);
        }
    }

    record Twice(StockModule seen) implements Stock {
        @Override
        public int count(String what) {
            return seen == null ? 0 : 2;
        }
    }

    @Test
    void a_class_is_made_with_what_the_module_sees() {
        try (var service = RookeryTest.microservice(ShopModule.class)
                .overrideProvider(Stock.class, Twice.class)
                .start()) {
            assertThat(service.client(Api.class).count("milk")).isEqualTo(2);
        }
    }

    @Test
    void a_factory_takes_the_place_of_a_token() {
        try (var service = RookeryTest.microservice(ShopModule.class)
                .overrideProvider(ProviderDefinition.ofFactory(
                        Token.of(Stock.class),
                        Token.named("CLOCK", Clock.class),
                        clock -> what -> (int) clock.instant().getEpochSecond()))
                .overrideProvider(Token.named("CLOCK", Clock.class), Shop.noon())
                .start()) {
            assertThat(service.client(Api.class).count("milk")).isEqualTo(1_767_268_800);
        }
    }

    @Test
    void a_client_is_overridden_by_a_mock() {
        try (var service = RookeryTest.microservice(ShopModule.class)
                .overrideProvider("BANK", Mocks.of(ClientProxy.class))
                .start()) {
            assertThat(service.client().request("pay", 5, String.class).blockOptional())
                    .isEmpty();
            assertThat(Mocks.callsOf(service.get("BANK", ClientProxy.class)))
                    .extracting(MockCall::method)
                    .contains("request");
        }
    }

    // ---- the pipeline ----

    @Test
    void components_are_overridden_by_lambdas() {
        try (var service = RookeryTest.microservice(ShopModule.class)
                .overrideGuard(Closed.class, context -> true)
                .overrideInterceptor(Shouting.class, (context, next) -> next.handle())
                .overridePipe(Trimming.class, (Pipe<String, String>) (value, argument) -> "<" + value + ">")
                .overrideFilter(Apologizing.class, (error, context) -> error.getMessage())
                .start()) {
            assertThat(ask(service, "guarded", "")).isEqualTo("open");
            assertThat(ask(service, "echo", " a ")).isEqualTo("< a >");
            assertThat(ask(service, "fail", "")).isEqualTo("no");
        }
    }

    record Asking(Diary diary) implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            diary.add(context.route());
            return true;
        }
    }

    @Test
    void a_guard_is_overridden_by_a_class_with_what_its_module_sees() {
        try (var service = RookeryTest.microservice(ShopModule.class)
                .overrideGuard(Closed.class, Asking.class)
                .start()) {
            assertThat(ask(service, "guarded", "")).isEqualTo("open");
            assertThat(service.get(Diary.class).entries()).containsExactly("guarded");
        }
    }

    static final class Never implements ExceptionFilter<ArithmeticException> {
        @Override
        public Object handle(ArithmeticException error, ExecutionContext context) {
            return "never";
        }
    }

    @Test
    void a_filter_says_itself_what_it_takes() {
        try (var service = RookeryTest.microservice(ShopModule.class)
                .overrideFilter(Apologizing.class, Never.class)
                .start()) {
            assertThatThrownBy(() -> ask(service, "fail", "")).hasMessageContaining("Internal server error");
        }
    }

    // ---- modules ----

    @Module(exports = {Stock.class, Clock.class})
    static final class FewModule {
        @Provides
        Stock stock() {
            return what -> 7;
        }

        @Provides
        @Named("CLOCK")
        Clock clock() {
            return Shop.noon();
        }
    }

    @Test
    void a_module_is_overridden() {
        try (var service = RookeryTest.microservice(ShopModule.class)
                .overrideModule(StockModule.class, FewModule.class)
                .start()) {
            assertThat(service.client(Api.class).count("milk")).isEqualTo(7);
            assertThat(ask(service, "time", "")).isEqualTo("2026-01-01T12:00:00Z");
        }
    }

    // ---- services made for the test ----

    @Controller
    static final class Echo {
        @MessagePattern("say")
        String say(String word) {
            return word;
        }
    }

    @Test
    void one_controller_is_a_service() {
        try (var service = RookeryTest.microservice(module -> module.controllers(Echo.class))
                .start()) {
            assertThat(ask(service, "say", "hello")).isEqualTo("hello");
        }
    }

    @Test
    void a_module_made_by_code_is_a_service() {
        var module = DynamicModule.builder("Echoes").controllers(Echo.class).build();

        try (var service = RookeryTest.microservice(module).start()) {
            assertThat(ask(service, "say", "hello")).isEqualTo("hello");
        }
    }

    @Test
    void what_a_program_does_before_the_start_is_configured() {
        try (var service = RookeryTest.microservice(module -> module.controllers(Echo.class))
                .configure(created -> created.useGlobalInterceptors(new Shouting()))
                .start()) {
            assertThat(ask(service, "say", "hello")).isEqualTo("hello!");
        }
    }

    @Test
    void one_test_starts_several_services() {
        var test = RookeryTest.microservice(ShopModule.class);

        try (var one = test.start();
                var other = test.start()) {
            one.client(Api.class).sold("milk");
            one.awaitIdle();

            assertThat(one.get(Diary.class).entries()).hasSize(2);
            assertThat(other.get(Diary.class).entries()).isEmpty();
        }
    }

    // ---- mistakes ----

    @Test
    void every_override_that_matches_nothing_is_told() {
        assertThatThrownBy(() -> RookeryTest.microservice(ShopModule.class)
                        .overrideProvider("CLOK", Shop.noon())
                        .overrideProvider(Clock.class, Shop.noon())
                        .start())
                .isInstanceOf(WiringException.class)
                .hasMessage("The modules of ShopModule have 2 mistakes:\n"
                        + "1. @Named(\"CLOK\") is overridden, and no module provides it. What comes near: @Named(\"BANK\")"
                        + " ClientProxy, @Named(\"CLOCK\") Clock. Override one of these, or remove the override\n"
                        + "2. Clock is overridden, and no module provides it. What comes near: @Named(\"CLOCK\") Clock. Override"
                        + " one of these, or remove the override");
    }

    @Test
    void a_guard_that_no_handler_names_is_told() {
        assertThatThrownBy(() -> RookeryTest.microservice(ShopModule.class)
                        .overrideGuard(Asking.class, context -> true)
                        .start())
                .isInstanceOf(WiringException.class)
                .hasMessage(
                        "Asking is overridden, and neither does a handler name it nor a module provide it. Named by handlers:"
                                + " Apologizing, Closed, Shouting, Trimming. Override one of these, or remove the override");
    }

    @Test
    void overrides_among_the_options_are_refused() {
        var options = ApplicationOptions.builder()
                .overrides(Overrides.builder().provider("CLOCK", Shop.noon()).build())
                .build();

        assertThatThrownBy(() -> RookeryTest.microservice(ShopModule.class).applicationOptions(options))
                .hasMessageContaining("Overrides of CLOCK")
                .hasMessageContaining("none, since the methods of RookeryTest say them");
    }

    static final class Broken implements OnApplicationBootstrap, OnModuleInit {
        @Override
        public void onModuleInit() {}

        @Override
        public void onApplicationBootstrap() {
            throw new IllegalStateException("the cellar is flooded");
        }
    }

    @Test
    void a_start_that_fails_leaves_nothing_and_says_why() {
        var before = Threads.ofServices();

        assertThatThrownBy(() -> RookeryTest.microservice(
                                module -> module.controllers(Echo.class).providers(Broken.class))
                        .start())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("Broken")
                .hasStackTraceContaining("the cellar is flooded");
        Threads.noneBut(before);
    }
}

package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.Microservice;
import dev.rookery.Rookery;
import dev.rookery.annotation.Catch;
import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UseInterceptors;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.codec.TypeRef;
import dev.rookery.error.RpcException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.MessageContext;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** How many instances there are, and for how long. */
final class ScopesTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final List<String> HEARD = new CopyOnWriteArrayList<>();

    private final InMemoryTransporter world = new InMemoryTransporter();
    private final ClientProxy client = ClientProxyFactory.create(world);

    @BeforeEach
    void nothing_was_made() {
        MADE.set(0);
        HEARD.clear();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private Microservice serve(Class<?> root) {
        return Rookery.createMicroservice(root, world).listen();
    }

    private String ask(String pattern, Object data) {
        return client.request(pattern, data, String.class).blockOptional(LIMIT).orElseThrow();
    }

    // ---- transient ----

    @Injectable(scope = Scope.TRANSIENT)
    static final class Counter {
        final int number = MADE.incrementAndGet();
    }

    record Left(Counter counter) {}

    record Right(Counter counter, Counter other, Provider<Counter> later) {}

    @Module(providers = {Left.class, Right.class, Counter.class})
    static final class CounterModule {}

    @Test
    void a_transient_provider_is_made_for_each_place() {
        var container = Containers.of(CounterModule.class);
        var left = container.get(Token.of(Left.class));
        var right = container.get(Token.of(Right.class));

        assertThat(List.of(
                        left.counter(),
                        right.counter(),
                        right.other(),
                        right.later().get(),
                        right.later().get()))
                .extracting(counter -> counter.number)
                .doesNotHaveDuplicates();
        assertThat(container.resolve(Token.of(Counter.class)).number).isEqualTo(6);
    }

    // ---- request ----

    @Injectable(scope = Scope.REQUEST)
    static final class Basket {
        final int number = MADE.incrementAndGet();
        private String begun = "not begun";

        @PostConstruct
        void begin() {
            begun = "begun";
        }
    }

    record Shop(Basket basket) {}

    record Till(Basket basket) {}

    static final class Shelf {
        static final AtomicInteger SHELVES = new AtomicInteger();
        final int number = SHELVES.incrementAndGet();
    }

    @Controller
    static final class ShopController {
        private final Shop shop;
        private final Till till;
        private final Shelf shelf;

        ShopController(Shop shop, Till till, Shelf shelf) {
            this.shop = shop;
            this.till = till;
            this.shelf = shelf;
        }

        @MessagePattern("basket")
        String basket(String who) {
            return who + " " + shop.basket().number + " " + shop.basket().begun + " " + (shop.basket() == till.basket())
                    + " " + shelf.number;
        }
    }

    @Module(
            controllers = ShopController.class,
            providers = {Shop.class, Till.class, Basket.class, Shelf.class})
    static final class ShopModule {}

    @Test
    void a_request_scoped_provider_is_made_once_a_message_and_so_is_who_needs_it() {
        Shelf.SHELVES.set(0);
        try (var service = serve(ShopModule.class)) {
            assertThat(MADE).hasValue(0);
            assertThat(ask("basket", "Ada")).isEqualTo("Ada 1 begun true 1");
            assertThat(ask("basket", "Bob")).isEqualTo("Bob 2 begun true 1");
            assertThat(service).isNotNull();
        }
    }

    // ---- the message itself ----

    record Audit(RequestContext request) {
        String told() {
            return request.pattern() + " " + request.data(Map.class) + " "
                    + request.data(new TypeRef<Map<String, Integer>>() {}) + " "
                    + request.payload().isAbsent() + " "
                    + request.as(MessageContext.class)
                            .map(MessageContext::transport)
                            .orElse("none") + " "
                    + request.execution().handler().getName();
        }
    }

    @Controller
    static final class AuditController {
        private final Audit audit;

        AuditController(Audit audit) {
            this.audit = audit;
        }

        @MessagePattern("{cmd: 'audit'}")
        String audit() {
            return audit.told();
        }
    }

    @Module(controllers = AuditController.class, providers = Audit.class)
    static final class AuditModule {}

    @Test
    void the_message_can_be_injected() {
        try (var service = serve(AuditModule.class)) {
            assertThat(ask("{cmd: 'audit'}", Map.of("id", 7)))
                    .isEqualTo("{\"cmd\":\"audit\"} {id=7} {id=7} false memory audit");
            assertThat(service).isNotNull();
        }
    }

    // ---- singletons stay singletons ----

    @Controller
    static final class LaterController {
        static final AtomicInteger CONTROLLERS = new AtomicInteger();
        private final Provider<Basket> basket;

        LaterController(Provider<Basket> basket) {
            CONTROLLERS.incrementAndGet();
            this.basket = basket;
        }

        @MessagePattern("later")
        String later() {
            var first = basket.get();
            return first.number + " " + (first == basket.get());
        }
    }

    @Module(controllers = LaterController.class, providers = Basket.class)
    static final class LaterModule {
        final Provider<Basket> basket;

        LaterModule(Provider<Basket> basket) {
            this.basket = basket;
        }
    }

    @Test
    void a_provider_of_it_gives_that_of_the_message_and_keeps_a_singleton_one() {
        LaterController.CONTROLLERS.set(0);
        try (var service = serve(LaterModule.class)) {
            assertThat(client.request("later", String.class).block(LIMIT)).isEqualTo("1 true");
            assertThat(client.request("later", String.class).block(LIMIT)).isEqualTo("2 true");
            assertThat(LaterController.CONTROLLERS).hasValue(1);
            assertThat(catchThrowable(
                            () -> service.get(LaterModule.class).basket.get()))
                    .isInstanceOf(WiringException.class)
                    .hasMessage(
                            "Basket (LaterModule) is request-scoped, and this thread handles no message: ask for it in a handler, or"
                                    + " in what a handler calls");
        }
    }

    // ---- the pipeline ----

    @Injectable(scope = Scope.REQUEST)
    static final class Trace {
        final List<String> steps = new CopyOnWriteArrayList<>(List.of("#" + MADE.incrementAndGet()));
    }

    record TraceGuard(Trace trace) implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            trace.steps.add("guard");
            return !"refused".equals(context.payload().as(String.class));
        }
    }

    record TraceInterceptor(Trace trace) implements Interceptor {
        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) throws Exception {
            trace.steps.add("interceptor");
            return next.handle();
        }
    }

    @Catch(IllegalStateException.class)
    record TraceFilter(Provider<Trace> trace) implements ExceptionFilter<IllegalStateException> {
        @Override
        public Object handle(IllegalStateException error, ExecutionContext context) {
            return error.getMessage() + " after " + trace.get().steps;
        }
    }

    @Controller
    @UseGuards(TraceGuard.class)
    @UseInterceptors(TraceInterceptor.class)
    @UseFilters(TraceFilter.class)
    static final class TraceController {
        private final Trace trace;

        TraceController(Trace trace, RequestContext request) {
            if ("broken".equals(request.data(String.class))) {
                throw new IllegalStateException("no controller");
            }
            HEARD.add("controller");
            this.trace = trace;
        }

        @MessagePattern("trace")
        String trace() {
            return trace.steps.toString();
        }
    }

    @Module(controllers = TraceController.class, providers = Trace.class)
    static final class TraceModule {}

    @Test
    void guards_and_interceptors_share_what_belongs_to_the_message() {
        try (var service = serve(TraceModule.class)) {
            assertThat(ask("trace", "x")).isEqualTo("[#1, guard, interceptor]");
            assertThat(ask("trace", "x")).isEqualTo("[#2, guard, interceptor]");
            assertThat(service).isNotNull();
        }
    }

    @Test
    void a_message_that_a_guard_refuses_costs_no_controller() {
        try (var service = serve(TraceModule.class)) {
            assertThat(catchThrowable(() -> ask("trace", "refused"))).hasMessageContaining("Forbidden");
            assertThat(HEARD).isEmpty();
            assertThat(service).isNotNull();
        }
    }

    @Test
    void an_error_of_a_constructor_goes_to_the_filters() {
        try (var service = serve(TraceModule.class)) {
            assertThat(ask("trace", "broken")).isEqualTo("no controller after [#1, guard, interceptor]");
            assertThat(service).isNotNull();
        }
    }

    // ---- events ----

    @Controller
    static final class EventController {
        EventController(Basket basket) {
            HEARD.add("basket " + basket.number);
        }

        @EventPattern("happened")
        void happened() {}

        @MessagePattern("asked")
        String asked() {
            return HEARD.toString();
        }
    }

    @Module(controllers = EventController.class, providers = Basket.class)
    static final class EventModule {}

    @Test
    void an_event_is_a_message_too() {
        try (var service = serve(EventModule.class)) {
            client.emit("happened", null).block(LIMIT);
            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> assertThat(HEARD).containsExactly("basket 1"));
            assertThat(service).isNotNull();
        }
    }

    // ---- @Provides, definitions, controllers ----

    record Stamp(String text) {}

    @Controller
    @Injectable(scope = Scope.REQUEST)
    static final class StampController {
        final int number = MADE.incrementAndGet();
        private final Stamp stamp;
        private final Label label;

        StampController(Stamp stamp, Label label) {
            this.stamp = stamp;
            this.label = label;
        }

        @MessagePattern("stamp")
        String stamp() {
            return number + " " + stamp.text() + " " + label.text();
        }
    }

    record Label(String text) {}

    @Module(controllers = StampController.class)
    static final class StampModule {
        @Provides(scope = Scope.REQUEST)
        Stamp stamp(RequestContext request) {
            return new Stamp("stamp of " + request.data(String.class));
        }

        @Imports
        static DynamicModule labels() {
            var number = new AtomicInteger();
            return DynamicModule.builder("Labels")
                    .providers(ProviderDefinition.ofFactory(
                                    Token.of(Label.class), () -> new Label("label " + number.incrementAndGet()))
                            .in(Scope.REQUEST))
                    .exports(Label.class)
                    .build();
        }
    }

    @Test
    void methods_definitions_and_controllers_have_scopes() {
        try (var service = serve(StampModule.class)) {
            assertThat(ask("stamp", "a")).isEqualTo("1 stamp of a label 1");
            assertThat(ask("stamp", "b")).isEqualTo("2 stamp of b label 2");
            assertThat(service).isNotNull();
        }
    }

    // ---- tenants ----

    static final class Tenants implements TenantResolver {
        @Override
        public Object tenantOf(ExecutionContext message) {
            var data = message.payload().as(String.class);
            return data == null ? "none" : data;
        }
    }

    @Injectable(scope = Scope.TENANT)
    static final class Pool {
        final int number = MADE.incrementAndGet();
        final Tenant tenant;

        Pool(Tenant tenant) {
            if (tenant.key().equals("unknown")) {
                throw new RpcException("no such tenant");
            }
            this.tenant = tenant;
        }

        @PreDestroy
        void close() {
            HEARD.add("closed " + tenant.key());
        }
    }

    record Repository(Pool pool, Shelf shelf) {}

    record PerMessage(Repository repository, RequestContext request) {}

    @Controller
    static final class TenantController {
        private final Repository repository;

        TenantController(Repository repository) {
            HEARD.add("controller");
            this.repository = repository;
        }

        @MessagePattern("tenant")
        String tenant(String name) {
            return name + " " + repository.pool().tenant.key() + " " + repository.pool().number;
        }
    }

    @Controller
    static final class MixedController {
        private final PerMessage each;
        private final Repository repository;

        MixedController(PerMessage each, Repository repository) {
            this.each = each;
            this.repository = repository;
        }

        @MessagePattern("mixed")
        String mixed(String name) {
            return name + " " + repository.pool().number + " " + repository.equals(each.repository());
        }
    }

    @Module(
            controllers = {TenantController.class, MixedController.class},
            providers = {Tenants.class, Pool.class, Repository.class, PerMessage.class, Shelf.class})
    static final class TenantModule {}

    @Test
    void a_tenant_scoped_provider_is_made_once_a_tenant_and_so_is_who_needs_it() {
        try (var service = serve(TenantModule.class)) {
            assertThat(List.of(ask("tenant", "a"), ask("tenant", "b"), ask("tenant", "a")))
                    .containsExactly("a a 1", "b b 2", "a a 1");
            assertThat(HEARD).containsExactly("controller", "controller");
            assertThat(List.of(ask("mixed", "a"), ask("mixed", "b"))).containsExactly("a 1 true", "b 2 true");
            assertThat(service).isNotNull();
        }
        assertThat(HEARD).containsExactlyInAnyOrder("controller", "controller", "closed a", "closed b");
    }

    @Test
    void an_error_of_a_tenant_s_constructor_reaches_the_caller_and_is_tried_again() {
        try (var service = serve(TenantModule.class)) {
            assertThat(catchThrowable(() -> ask("tenant", "unknown"))).hasMessageContaining("no such tenant");
            assertThat(catchThrowable(() -> ask("tenant", "unknown"))).hasMessageContaining("no such tenant");
            assertThat(MADE).hasValue(2);
            assertThat(service).isNotNull();
        }
    }

    @Test
    void the_tenant_that_was_silent_longest_goes_when_there_are_too_many() {
        var options = ApplicationOptions.builder().maxTenants(2).build();
        try (var service = Rookery.createMicroservice(TenantModule.class, world, ServerOptions.defaults(), options)
                .listen()) {
            ask("tenant", "a");
            ask("tenant", "b");
            ask("tenant", "a");
            HEARD.clear();
            ask("tenant", "c");

            assertThat(HEARD).containsExactly("closed b", "controller");
            assertThat(ask("tenant", "a")).isEqualTo("a a 1");
            assertThat(ask("tenant", "b")).isEqualTo("b b 4");
            assertThat(service).isNotNull();
        }
    }

    // ---- ModuleRef ----

    record Part(Shelf shelf, Hammer hammer) {}

    static final class Hammer {}

    @Controller
    static final class RefController {
        private final ModuleRef modules;

        RefController(ModuleRef modules) {
            this.modules = modules;
        }

        @MessagePattern("ref")
        String ref() {
            var basket = modules.resolve(Basket.class);
            return basket.number + " " + (basket == modules.resolve(Basket.class)) + " "
                    + modules.create(Needy.class).basket().number;
        }
    }

    record Needy(Basket basket) {}

    @Module(
            controllers = RefController.class,
            providers = {Shelf.class, Hammer.class, Basket.class, Counter.class},
            exports = Shelf.class)
    static final class RefModule {
        final ModuleRef modules;

        RefModule(ModuleRef modules) {
            this.modules = modules;
        }
    }

    @Test
    void a_module_ref_gives_resolves_and_creates() {
        try (var service = serve(RefModule.class)) {
            var modules = service.get(RefModule.class).modules;

            assertThat(modules.get(Shelf.class)).isSameAs(service.get(Shelf.class));
            assertThat(modules.create(Part.class).shelf()).isSameAs(service.get(Shelf.class));
            assertThat(modules.create(Part.class)).isNotSameAs(modules.create(Part.class));
            assertThat(modules.resolve(Counter.class)).isNotSameAs(modules.resolve(Counter.class));
            MADE.set(0);
            assertThat(client.request("ref", String.class).block(LIMIT)).isEqualTo("1 true 1");
            assertThat(modules).hasToString("ModuleRef of RefModule");
        }
    }

    // ---- lazy modules ----

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

    @Test
    void what_belongs_to_a_tenant_is_made_once_though_many_messages_come_at_once() {
        try (var service = serve(TenantModule.class)) {
            var answers = Flux.range(0, 100)
                    .flatMap(number -> client.request("tenant", number % 2 == 0 ? "a" : "b", String.class), 100)
                    .distinct()
                    .collectList()
                    .block(LIMIT);

            assertThat(answers).hasSize(2);
            assertThat(MADE).hasValue(2);
            assertThat(service).isNotNull();
        }
    }

    @Controller
    static final class AskingOnceController {
        private final Provider<Pool> later;

        AskingOnceController(Pool pool, Provider<Pool> later, Repository repository, PerMessage each) {
            assertThat(pool)
                    .isSameAs(repository.pool())
                    .isSameAs(each.repository().pool());
            this.later = later;
        }

        @MessagePattern("once")
        String once() {
            return later.get().number + " " + HEARD;
        }
    }

    static final class CountingTenants implements TenantResolver {
        @Override
        public Object tenantOf(ExecutionContext message) {
            HEARD.add("asked");
            return "all";
        }
    }

    @Module(
            controllers = AskingOnceController.class,
            providers = {CountingTenants.class, Pool.class, Repository.class, PerMessage.class, Shelf.class})
    static final class AskingOnceModule {}

    @Test
    void whose_message_one_is_is_asked_once_a_message() {
        try (var service = serve(AskingOnceModule.class)) {
            assertThat(client.request("once", String.class).block(LIMIT)).isEqualTo("1 [asked]");
            assertThat(service).isNotNull();
        }
    }

    // ---- what lives shorter, by way of something else ----

    @Injectable(scope = Scope.TRANSIENT)
    record Note(RequestContext request) {}

    interface Piece {}

    record Wheel(RequestContext request) implements Piece {}

    static final class Frame implements Piece {}

    @Controller
    static final class IndirectController {
        private final Note one;
        private final Note other;
        private final List<Piece> parts;
        private final Optional<Basket> basket;

        IndirectController(Note one, Note other, List<Piece> parts, Optional<Basket> basket) {
            this.one = one;
            this.other = other;
            this.parts = parts;
            this.basket = basket;
        }

        @MessagePattern("indirect")
        @SuppressWarnings("ReferenceEquality") // whether there are two of them
        String indirect(String who) {
            return who + " " + (one != other) + " " + one.request().data(String.class) + " " + parts.size() + " "
                    + basket.map(found -> found.number).orElse(0);
        }
    }

    @Module(
            controllers = IndirectController.class,
            providers = {Note.class, Wheel.class, Frame.class, Basket.class})
    static final class IndirectModule {}

    @Test
    void what_is_transient_optional_or_one_of_many_counts_too() {
        try (var service = serve(IndirectModule.class)) {
            assertThat(ask("indirect", "a")).isEqualTo("a true a 2 1");
            assertThat(ask("indirect", "b")).isEqualTo("b true b 2 2");
            assertThat(service).isNotNull();
        }
    }

    @Injectable(scope = Scope.TENANT)
    static final class Draft {
        final int number = MADE.incrementAndGet();

        Draft(RequestContext request, Tenant tenant) {
            assertThat(request.data(String.class)).isEqualTo(tenant.key());
        }
    }

    @Controller
    static final class DraftController {
        private final Draft draft;

        DraftController(Draft draft) {
            this.draft = draft;
        }

        @MessagePattern("draft")
        String draft(String who) {
            return who + " " + draft.number;
        }
    }

    @Module(
            controllers = DraftController.class,
            providers = {Draft.class, Tenants.class})
    static final class DraftModule {}

    @Test
    void what_is_of_a_tenant_and_needs_the_message_is_of_the_message() {
        try (var service = serve(DraftModule.class)) {
            assertThat(List.of(ask("draft", "a"), ask("draft", "a"))).containsExactly("a 1", "a 2");
            assertThat(service).isNotNull();
        }
    }
}

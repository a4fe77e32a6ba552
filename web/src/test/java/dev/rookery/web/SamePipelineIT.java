package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.Application;
import dev.rookery.Rookery;
import dev.rookery.annotation.Catch;
import dev.rookery.annotation.Header;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UseInterceptors;
import dev.rookery.annotation.UsePipes;
import dev.rookery.error.HttpException;
import dev.rookery.error.RpcException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.Module;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.pipeline.Pipe;
import dev.rookery.tcp.TcpTransporter;
import dev.rookery.web.WayIn.Outcome;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The contract of the pipeline: the same components do the same, in the same order, with the same arguments, results and errors, whichever way a request comes
 * in. One controller stands behind HTTP, WebSocket, TCP and memory.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SamePipelineIT {
    private static final List<String> STEPS = new CopyOnWriteArrayList<>();

    record Order(String sku, @Positive int quantity) {}

    record Receipt(String sku, int quantity, String seenBy) {}

    // ---- the components, each of which tells that it was there ----

    /** Applies everywhere, since the application has it. */
    static final class Everywhere implements Guard, Interceptor, Pipe<Object, Object> {
        @Override
        public boolean canActivate(ExecutionContext context) {
            STEPS.add("global guard");
            return true;
        }

        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) {
            STEPS.add("global before");
            return next.handle().doOnComplete(() -> STEPS.add("global after"));
        }

        @Override
        public @Nullable Object transform(@Nullable Object value, ArgumentMetadata argument) {
            STEPS.add("global pipe " + argument.place());
            return value;
        }
    }

    static final class Doorman implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            STEPS.add("guard " + context.handler().getName() + " in "
                    + context.controller().getSimpleName());
            return !"forbidden".equals(context.payload().property("sku").bind(String.class));
        }
    }

    static final class Stamp implements Interceptor {
        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) {
            STEPS.add("before");
            return next.handle()
                    .<Object>map(value -> value instanceof Receipt receipt
                            ? new Receipt(receipt.sku(), receipt.quantity(), "Stamp")
                            : value)
                    .doOnComplete(() -> STEPS.add("after"));
        }
    }

    static final class Trim implements Pipe<Order, Order> {
        @Override
        public @Nullable Order transform(@Nullable Order value, ArgumentMetadata argument) {
            STEPS.add("pipe " + argument.kind());
            return value == null ? null : new Order(value.sku().strip(), value.quantity());
        }
    }

    @Catch(IllegalArgumentException.class)
    static final class Softener implements ExceptionFilter<IllegalArgumentException> {
        @Override
        public Object handle(IllegalArgumentException error, ExecutionContext context) {
            STEPS.add("filter " + error.getMessage());
            return new Receipt("none", 0, "Softener");
        }
    }

    // ---- the handlers ----

    @WebSocketGateway(path = "/orders")
    @UseGuards(Doorman.class)
    @UseInterceptors(Stamp.class)
    @UseFilters(Softener.class)
    static final class Orders {
        @Post("place")
        @SubscribeMessage("place")
        @MessagePattern("place")
        @UsePipes(Trim.class)
        Receipt place(@Body @Valid Order order) {
            STEPS.add("handler " + order.sku());
            return switch (order.sku()) {
                case "soft" -> throw new IllegalArgumentException("sold out");
                case "rpc" -> throw new RpcException("no such thing");
                case "http" -> throw HttpException.conflict("sold already");
                case "bug" -> throw new IllegalStateException("secret");
                default -> new Receipt(order.sku(), order.quantity(), "nobody");
            };
        }

        @Post("later")
        @SubscribeMessage("later")
        @MessagePattern("later")
        Mono<Receipt> later(Order order) {
            STEPS.add("handler " + order.sku());
            return Mono.just(new Receipt(order.sku(), order.quantity(), "nobody"));
        }

        @Post("each")
        @SubscribeMessage("each")
        @MessagePattern("each")
        Flux<Receipt> each(Order order) {
            STEPS.add("handler " + order.sku());
            return Flux.range(1, order.quantity()).map(number -> new Receipt(order.sku(), number, "nobody"));
        }

        @Post("parts")
        @SubscribeMessage("parts")
        @MessagePattern("parts")
        Receipt parts(
                @Payload("sku") String sku, @Payload("quantity") int quantity, @Header("none") @Nullable String none) {
            STEPS.add("handler " + sku + " " + none);
            return new Receipt(sku, quantity, "nobody");
        }
    }

    @Module(controllers = Orders.class)
    static final class OrdersModule {}

    // ---- the ways in ----

    enum Way {
        MEMORY,
        TCP,
        HTTP,
        WEBSOCKET
    }

    private final Map<Way, WayIn> ways = new EnumMap<>(Way.class);
    private @Nullable Application app;

    @BeforeAll
    void open() {
        var memory = new InMemoryTransporter();
        var everywhere = new Everywhere();
        var opened = Rookery.create(OrdersModule.class)
                .useGlobalGuards(everywhere)
                .useGlobalInterceptors(everywhere)
                .useGlobalPipes(everywhere);
        app = opened;
        opened.connectMicroservice(memory);
        var tcp = opened.connectMicroservice(
                TcpTransporter.builder().host("localhost").port(0).build());
        opened.listen(HttpDoor.builder().host("localhost").port(0).build());
        var http = opened.listeners().stream()
                .filter(listener -> listener.transporter().id().equals(HttpDoor.ID))
                .findFirst()
                .orElseThrow();
        var tcpPort = ((InetSocketAddress) tcp.addresses().getFirst()).getPort();
        var port = ((InetSocketAddress) http.addresses().getFirst()).getPort();
        ways.put(Way.MEMORY, WayIn.overMessages(memory));
        ways.put(
                Way.TCP,
                WayIn.overMessages(
                        TcpTransporter.builder().host("localhost").port(tcpPort).build()));
        ways.put(Way.HTTP, WayIn.overHttp(port));
        ways.put(Way.WEBSOCKET, WayIn.overWebSocket(port, "/orders"));
    }

    @AfterAll
    void close() {
        ways.values().forEach(WayIn::close);
        if (app != null) {
            app.close();
        }
    }

    @BeforeEach
    void forget() {
        STEPS.clear();
    }

    private Outcome send(Way way, String pattern, String sku, int quantity) {
        return Objects.requireNonNull(ways.get(way)).send(pattern, new Order(sku, quantity));
    }

    private static Map<String, Object> receipt(String sku, int quantity, String seenBy) {
        return Map.of("sku", sku, "quantity", quantity, "seenBy", seenBy);
    }

    private static List<String> steps(String... own) {
        var all = new ArrayList<>(List.of("global guard", own[0], "global before", "before"));
        all.addAll(List.of(own).subList(1, own.length));
        return all;
    }

    /** What comes after a value may come after it has arrived. */
    private static void assertSteps(List<String> expected) {
        Awaitility.await()
                .atMost(WayIn.LIMIT)
                .untilAsserted(() -> assertThat(STEPS).isEqualTo(expected));
    }

    private static void assertLastSteps(String... expected) {
        Awaitility.await()
                .atMost(WayIn.LIMIT)
                .untilAsserted(() -> assertThat(STEPS).endsWith(expected));
    }

    // ---- the contract ----

    @ParameterizedTest
    @EnumSource
    void all_components_see_the_request_in_the_order_of_nest(Way way) {
        assertThat(send(way, "place", " book ", 2)).isEqualTo(Outcome.of(receipt("book", 2, "Stamp")));

        assertSteps(steps(
                "guard place in Orders",
                "global pipe the payload",
                "pipe PAYLOAD",
                "handler book",
                "after",
                "global after"));
    }

    @ParameterizedTest
    @EnumSource
    void a_guard_turns_away(Way way) {
        assertThat(send(way, "place", "forbidden", 1)).isEqualTo(Outcome.error("Forbidden resource"));

        assertSteps(List.of("global guard", "guard place in Orders"));
    }

    @ParameterizedTest
    @EnumSource
    void a_constraint_turns_away(Way way) {
        assertThat(send(way, "place", "book", 0)).isEqualTo(Outcome.error("quantity must be greater than 0"));

        assertSteps(steps("guard place in Orders", "global pipe the payload", "pipe PAYLOAD"));
    }

    @ParameterizedTest
    @EnumSource
    void a_filter_answers_in_place_of_the_handler(Way way) {
        assertThat(send(way, "place", "soft", 1)).isEqualTo(Outcome.of(receipt("none", 0, "Softener")));

        assertLastSteps("handler soft", "filter sold out");
    }

    @ParameterizedTest
    @EnumSource
    void errors_say_what_they_were_made_to_say(Way way) {
        assertThat(send(way, "place", "rpc", 1).error())
                .isEqualTo(way == Way.HTTP ? "Internal server error" : "no such thing"); // a text has no status
        assertThat(send(way, "place", "http", 1).error()).isEqualTo("sold already");
        assertThat(send(way, "place", "bug", 1).error()).isEqualTo("Internal server error");
    }

    @ParameterizedTest
    @EnumSource
    void a_value_may_come_later(Way way) {
        assertThat(send(way, "later", "book", 2)).isEqualTo(Outcome.of(receipt("book", 2, "Stamp")));

        assertLastSteps("global pipe the payload", "handler book", "after", "global after");
    }

    @ParameterizedTest
    @EnumSource
    void each_value_of_a_stream_passes_the_interceptors(Way way) {
        assertThat(send(way, "each", "book", 3))
                .isEqualTo(Outcome.of(
                        receipt("book", 1, "Stamp"), receipt("book", 2, "Stamp"), receipt("book", 3, "Stamp")));

        assertLastSteps("handler book", "after", "global after");
    }

    @ParameterizedTest
    @EnumSource
    void the_last_parameter_is_made_first(Way way) {
        assertThat(send(way, "parts", "book", 2)).isEqualTo(Outcome.of(receipt("book", 2, "Stamp")));

        assertSteps(steps(
                "guard parts in Orders",
                "global pipe the header none",
                "global pipe quantity",
                "global pipe sku",
                "handler book null",
                "after",
                "global after"));
    }
}

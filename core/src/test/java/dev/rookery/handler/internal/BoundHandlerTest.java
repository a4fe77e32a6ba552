package dev.rookery.handler.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.Ctx;
import dev.rookery.annotation.HandlerTimeout;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.NonBlocking;
import dev.rookery.annotation.Payload;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UsePipes;
import dev.rookery.codec.Body;
import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.InvalidPayloadException;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ComponentFactory;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.HandlerAnnotations;
import dev.rookery.pipeline.Pipe;
import dev.rookery.pipeline.PipelineComponents;
import dev.rookery.transport.MessageContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoundHandlerTest {

    private static BoundHandler bound(Object controller, Pipe<?, ?>... global) {
        var components = new PipelineComponents(List.of(), List.of(), List.of(), List.of(global), List.of());
        return new BoundHandler(
                HandlerDiscovery.handlersOf(controller).getFirst(), components, ComponentFactory.byConstructor());
    }

    private static @Nullable Object call(BoundHandler handler, String json) throws Exception {
        try {
            return handler.call(new Context(handler, data(json)));
        } catch (Exception | Error error) {
            throw error;
        } catch (Throwable other) {
            throw new AssertionError(other);
        }
    }

    private static Body data(String json) {
        if (json.isEmpty()) {
            return Body.absent();
        }
        var packet = ("{\"data\":" + json + "}").getBytes(StandardCharsets.UTF_8);
        return JsonPacketCodec.withDefaults()
                .readRequest(packet, 0, packet.length)
                .data();
    }

    record Context(BoundHandler bound, Body payload) implements ExecutionContext {
        @Override
        public Method handler() {
            return bound.method();
        }

        @Override
        public Class<?> controller() {
            return bound.definition().controller().type();
        }

        @Override
        public <T> T attached(Object key, Supplier<? extends T> first) {
            return first.get();
        }

        @Override
        public HandlerAnnotations annotations() {
            return bound.annotations();
        }

        @Override
        public String route() {
            return "route";
        }

        @Override
        public boolean isEvent() {
            return false;
        }

        @Override
        public <C> Optional<C> as(Class<C> type) {
            return Optional.empty();
        }
    }

    // ---- parameters ----

    static class Parameters {
        @MessagePattern("p")
        String handle(
                @Payload("id") int id,
                Optional<String> ignored,
                ExecutionContext context,
                @Payload("name") String name) {
            return id + " " + name + " " + context.route();
        }
    }

    record Cat(String name) {}

    static class Whole {
        @MessagePattern("p")
        @SuppressWarnings("UnusedMethod") // by its annotation alone
        private String handle(List<Cat> cats, @Ctx ExecutionContext context) {
            return cats.getFirst().name() + context.isEvent();
        }
    }

    static class Nothing {
        @MessagePattern("p")
        void handle() {}
    }

    static class Many {
        @MessagePattern("p")
        String handle(String... names) {
            return String.join("+", names);
        }
    }

    @Test
    void members_of_the_payload_and_contexts_come_by_annotation_and_type() throws Exception {
        assertThatThrownBy(() -> call(bound(new Parameters()), "{\"id\":7,\"name\":\"n\"}"))
                .isInstanceOf(InvalidPayloadException.class); // the Optional is the whole payload, and no text
        assertThat(call(bound(new Whole()), "[{\"name\":\"Tom\"}]")).isEqualTo("Tomfalse");
        assertThat(call(bound(new Nothing()), "5")).isNull();
        assertThat(call(bound(new Many()), "[\"a\",\"b\"]")).isEqualTo("a+b");
    }

    static class Missing {
        @MessagePattern("p")
        String handle(@Payload("id") int id) {
            return "" + id;
        }
    }

    @Test
    void a_missing_member_for_a_primitive_is_an_error_of_the_caller() {
        assertThatThrownBy(() -> call(bound(new Missing()), "{}"))
                .isInstanceOf(InvalidPayloadException.class)
                .hasMessageContaining("no data");
    }

    static class Two {
        @MessagePattern("p")
        String handle(String one, int two) {
            return "";
        }
    }

    static class NoContext {
        @MessagePattern("p")
        String handle(@Ctx String context) {
            return "";
        }
    }

    @Test
    void parameters_that_cannot_be_filled_are_an_error_at_start() {
        assertThatThrownBy(() -> bound(new Two()))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining("Two.handle(String, int) takes the payload twice, as one and as two");
        assertThatThrownBy(() -> bound(new NoContext()))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining("is no context");
    }

    static class Throws {
        @MessagePattern("p")
        String handle() throws Exception {
            throw new java.io.IOException("as it is");
        }
    }

    @Test
    void what_a_handler_throws_is_thrown_as_it_is() {
        assertThatThrownBy(() -> call(bound(new Throws()), "")).isInstanceOf(java.io.IOException.class);
    }

    // ---- pipes ----

    static final class ToLength implements Pipe<String, Integer> {
        @Override
        public @Nullable Integer transform(@Nullable String value, ArgumentMetadata argument) {
            return value == null ? -1 : value.length();
        }
    }

    static final class Twice implements Pipe<Integer, Integer> {
        @Override
        public @Nullable Integer transform(@Nullable Integer value, ArgumentMetadata argument) {
            return value == null ? null : value * 2;
        }
    }

    static final class Plus implements Pipe<Integer, Integer> {
        @Override
        public Integer transform(@Nullable Integer value, ArgumentMetadata argument) {
            var amount = argument.parameter().getAnnotation(Add.class);
            return (value == null ? 0 : value) + (amount == null ? 0 : amount.value());
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @UsePipes(Plus.class)
    @interface Add {
        int value();
    }

    @UsePipes(ToLength.class)
    static class Piped {
        @MessagePattern("p")
        @UsePipes(Twice.class)
        int handle(@Add(1) int value) {
            return value;
        }
    }

    @Test
    void pipes_run_from_the_class_to_the_parameter_and_the_first_says_what_is_bound() throws Exception {
        assertThat(call(bound(new Piped()), "\"four\"")).isEqualTo(9);
        assertThat(call(bound(new Piped()), "null")).isEqualTo(-1);
        assertThatThrownBy(() -> call(bound(new Piped()), "4")).isInstanceOf(InvalidPayloadException.class);
    }

    static class Plain {
        @MessagePattern("p")
        int handle(int value) {
            return value;
        }
    }

    @Test
    void a_pipe_that_takes_anything_leaves_the_type_to_the_parameter() throws Exception {
        assertThat(call(bound(new Plain(), (Pipe<Object, Object>) (value, argument) -> value), "5"))
                .isEqualTo(5);
        assertThat(call(bound(new Plain(), new Twice(), new Twice()), "5")).isEqualTo(20);
    }

    // ---- guards of base classes, contracts and annotations ----

    static final class First implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return true;
        }
    }

    static final class Second implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return true;
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @UseGuards(Second.class)
    @interface Guarded {}

    @UseGuards(First.class)
    static class GuardedBase {
        @MessagePattern("p")
        @Guarded
        String handle() {
            return "";
        }
    }

    static final class Unaware extends GuardedBase {
        @Override
        String handle() {
            return "unguarded?";
        }
    }

    @UseGuards(First.class)
    interface GuardedApi {
        @MessagePattern("p")
        @UseGuards(Second.class)
        String handle();
    }

    static final class ApiController implements GuardedApi {
        @Override
        public String handle() {
            return "";
        }
    }

    @Test
    void guards_of_a_base_class_or_contract_guard_what_overrides_it() {
        for (var controller : List.of(new GuardedBase(), new Unaware(), new ApiController())) {
            assertThat(bound(controller).pipeline().guards())
                    .as(controller.getClass().getSimpleName())
                    .extracting(Object::getClass)
                    .isEqualTo(List.of(First.class, Second.class));
        }
    }

    // ---- the rest ----

    static class Slow {
        @MessagePattern("p")
        @HandlerTimeout("PT2S")
        String handle() {
            return "";
        }
    }

    static class BadTimeout {
        @MessagePattern("p")
        @HandlerTimeout("2 seconds")
        String handle() {
            return "";
        }
    }

    static class NegativeTimeout {
        @MessagePattern("p")
        @HandlerTimeout("PT-1S")
        String handle() {
            return "";
        }
    }

    @NonBlocking
    static class BlockingStream {
        @MessagePattern("p")
        Stream<String> handle() {
            return Stream.of();
        }
    }

    interface NatsContext extends MessageContext {}

    static class OnlyNats {
        @MessagePattern("p")
        String handle(NatsContext context) {
            return "";
        }
    }

    @Test
    void a_timeout_is_a_duration() {
        assertThat(bound(new Slow()).timeout()).contains(Duration.ofSeconds(2));
        assertThatThrownBy(() -> bound(new BadTimeout()))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining("@HandlerTimeout(\"2 seconds\") on BadTimeout.handle() is no duration");
        assertThatThrownBy(() -> bound(new NegativeTimeout())).hasMessageContaining("not negative");
    }

    @Test
    void a_stream_cannot_be_non_blocking() {
        assertThatThrownBy(() -> bound(new BlockingStream()))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining("return a Flux, or drop @NonBlocking");
    }

    @Test
    void a_context_type_binds_to_its_transport() {
        assertThat(bound(new OnlyNats()).definition().servesOn(new SomeTransport("nats", NatsContext.class, true)))
                .isTrue();
        assertThat(bound(new OnlyNats()).definition().servesOn(SomeTransport.of("tcp")))
                .isFalse();
    }
}

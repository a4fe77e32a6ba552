package dev.rookery.handler.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.Ctx;
import dev.rookery.annotation.Header;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Metadata;
import dev.rookery.annotation.Payload;
import dev.rookery.annotation.ResolvedBy;
import dev.rookery.annotation.UsePipes;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.RemoteException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ArgumentResolver;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Pipe;
import dev.rookery.server.MicroserviceServer;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the parameters of handlers come from, beside the payload. */
class ArgumentsTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private static @Nullable Object call(Object controller, @Nullable Object data, Map<String, ?> metadata) {
        var transporter = new InMemoryTransporter();
        var options = ClientOptions.builder()
                .dispatchHook(message -> message.metadata(metadata))
                .build();
        try (var server = MicroserviceServer.builder()
                        .controller(controller)
                        .transporter(transporter)
                        .start();
                var client = ClientProxyFactory.create(transporter, options)) {
            assertThat(server.handlers()).isNotEmpty();
            return client.request("call", data, Object.class).block(WAIT);
        }
    }

    private static void assertRefused(Object controller, String message) {
        assertThatThrownBy(() -> call(controller, 1, Map.of()))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessage(message);
    }

    // ---- a payload that has to be there ----

    static class Needs {
        @MessagePattern("call")
        String call(@Payload(required = true) String text) {
            return text;
        }
    }

    static class CanDoWithout {
        @MessagePattern("call")
        String call(@Payload(required = true) @Nullable String text) {
            return "none: " + text;
        }
    }

    static class Asks {
        @MessagePattern("call")
        boolean call(@Payload(required = true) Optional<String> text) {
            return text.isPresent();
        }
    }

    @Test
    void a_required_payload_is_not_null() {
        assertThat(call(new Needs(), "text", Map.of())).isEqualTo("text");
        assertThatThrownBy(() -> call(new Needs(), null, Map.of()))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("the payload is missing");
    }

    @Test
    void a_required_payload_may_say_that_it_is_none() {
        assertThat(call(new CanDoWithout(), null, Map.of())).isEqualTo("none: null");
        assertThat(call(new Asks(), null, Map.of())).isEqualTo(false);
    }

    // ---- headers and metadata ----

    static class Headers {
        @MessagePattern("call")
        List<Object> call(
                @Header("role") @Nullable String role,
                @Header("absent") Optional<String> absent,
                @Header("role") Optional<String> present,
                @Metadata("trace") Trace trace,
                @Metadata Map<String, Object> all,
                @Header Map<String, String> headers,
                int payload) {
            return List.of(
                    role + "", absent.isPresent(), present.orElse("none"), trace.id(), all.size(), headers, payload);
        }
    }

    record Trace(int id) {}

    @Test
    void headers_and_metadata_are_parameters() {
        assertThat(call(new Headers(), 5, Map.of("role", "clerk", "trace", Map.of("id", 7))))
                .isEqualTo(List.of("clerk", false, "clerk", 7, 2, Map.of(), 5));
    }

    static class CountHeader {
        @MessagePattern("call")
        int call(@Header("count") int count) {
            return count;
        }
    }

    static class ParsedHeader {
        @MessagePattern("call")
        int call(@Header("count") @UsePipes(ToInt.class) int count) {
            return count;
        }
    }

    static class ToInt implements Pipe<String, Integer> {
        @Override
        public @Nullable Integer transform(@Nullable String value, ArgumentMetadata argument) {
            assertThat(argument.kind()).isEqualTo(ArgumentMetadata.Kind.HEADER);
            assertThat(argument.property()).isEqualTo("count");
            return value == null ? null : Integer.valueOf(value);
        }
    }

    @Test
    void a_pipe_makes_something_else_of_a_header() {
        assertThat(call(new ParsedHeader(), null, Map.of("count", "12"))).isEqualTo(12);
    }

    @Test
    void a_header_that_is_missing_where_a_primitive_is_wanted_is_the_callers_error() {
        assertThatThrownBy(() -> call(new ParsedHeader(), null, Map.of()))
                .isInstanceOfSatisfying(
                        RemoteException.class,
                        error -> assertThat(error.error())
                                .isEqualTo(Map.of(
                                        "status",
                                        "error",
                                        "code",
                                        "INVALID_PAYLOAD",
                                        "message",
                                        "the header count is missing (expected: int)")));
    }

    @Test
    void a_header_is_text() {
        assertRefused(
                new CountHeader(),
                "Parameter int count of CountHeader.call(int) has @Header, which gives text (expected: a String, an"
                        + " Optional<String>, or a pipe such as @ParseInt that makes something else of it)");
    }

    static class NamelessHeader {
        @MessagePattern("call")
        String call(@Header String all) {
            return all;
        }
    }

    static class TwoSources {
        @MessagePattern("call")
        String call(@Header("a") @Payload("b") String both) {
            return both;
        }
    }

    static class NoContext {
        @MessagePattern("call")
        String call(@Ctx String text) {
            return text;
        }
    }

    @Test
    void a_parameter_has_one_source_that_fits_it() {
        assertRefused(
                new NamelessHeader(),
                "Parameter String all of NamelessHeader.call(String) has @Header without a name (expected: a name, or a"
                        + " Map<String, String> for all headers)");
        assertRefused(
                new TwoSources(),
                "Parameter String both of TwoSources.call(String) has @Payload and @Header: a value comes from one"
                        + " place, leave one");
        assertRefused(
                new NoContext(),
                "Parameter String text of NoContext.call(String) is no context and has @Ctx (expected: MessageContext, a"
                        + " transport's own context, or ExecutionContext)");
    }

    // ---- annotations of one's own ----

    @Retention(RetentionPolicy.RUNTIME)
    @ResolvedBy(UserResolver.class)
    @interface CurrentUser {
        String fallback() default "nobody";
    }

    static class UserResolver implements ArgumentResolver<CurrentUser> {
        @Override
        public Object resolve(CurrentUser annotation, ArgumentMetadata argument, ExecutionContext context) {
            assertThat(argument.kind()).isEqualTo(ArgumentMetadata.Kind.CUSTOM);
            return context.payload().property("user").isAbsent()
                    ? annotation.fallback()
                    : context.payload().property("user").bind(String.class) + "@" + context.route();
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @CurrentUser(fallback = "guest")
    @UsePipes(Upper.class)
    @interface Guest {}

    static class Upper implements Pipe<String, String> {
        @Override
        public @Nullable String transform(@Nullable String value, ArgumentMetadata argument) {
            return value == null ? null : value.toUpperCase(java.util.Locale.ROOT);
        }
    }

    static class Resolved {
        @MessagePattern("call")
        String call(@CurrentUser String user, @Guest String guest) {
            return user + " " + guest;
        }
    }

    static class Bare {
        @MessagePattern("call")
        String call(@Guest String user, Map<String, Object> payload) {
            return user + payload.size();
        }
    }

    @Test
    void an_annotation_of_ones_own_gives_a_parameter() {
        assertThat(call(new Resolved(), Map.of("user", "ann"), Map.of())).isEqualTo("ann@call ANN@CALL");
    }

    @Test
    void an_annotation_may_be_composed_of_a_source_and_pipes() {
        assertThat(call(new Bare(), Map.of(), Map.of())).isEqualTo("GUEST0");
    }

    // ---- pipes with options ----

    @Retention(RetentionPolicy.RUNTIME)
    @UsePipes(SplitPipe.class)
    @interface Split {
        String at() default ",";
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Split(at = ";")
    @interface Semicolons {}

    static class SplitPipe implements Pipe<String, List<String>> {
        @Override
        public Pipe<String, List<String>> forArgument(ArgumentMetadata argument) {
            var at = argument.annotation(Split.class).orElseThrow().at();
            if (at.isEmpty()) {
                throw new HandlerDefinitionException("nothing to split at");
            }
            return (value, same) -> value == null ? List.of() : List.of(value.split(at, -1));
        }

        @Override
        public List<String> transform(@Nullable String value, ArgumentMetadata argument) {
            throw new AssertionError("not made ready");
        }
    }

    static class Splitting {
        @MessagePattern("call")
        List<String> call(@Payload("a") @Split List<String> commas, @Payload("b") @Semicolons List<String> others) {
            return List.of(commas.size() + "", others.size() + "");
        }
    }

    static class SplittingAll {
        @MessagePattern("call")
        @Split(at = "-")
        List<String> call(List<String> parts) {
            return parts;
        }
    }

    static class SplittingNowhere {
        @MessagePattern("call")
        String call(@Split(at = "") List<String> parts) {
            return parts.toString();
        }
    }

    @Test
    void a_pipe_has_its_options_from_its_annotation() {
        assertThat(call(new Splitting(), Map.of("a", "1,2,3", "b", "1,2;3"), Map.of()))
                .isEqualTo(List.of("3", "2"));
    }

    @Test
    void an_annotation_of_a_method_gives_its_pipe_the_options_too() {
        assertThat(call(new SplittingAll(), "a-b", Map.of())).isEqualTo(List.of("a", "b"));
    }

    @Test
    void a_pipe_refuses_options_at_start() {
        assertRefused(new SplittingNowhere(), "nothing to split at");
    }

    // ---- what the payload is bound to ----

    static class Look implements Pipe<Object, Object> {
        @Override
        public @Nullable Object transform(@Nullable Object value, ArgumentMetadata argument) {
            return value;
        }
    }

    static class AnyToText implements Pipe<Object, String> {
        @Override
        public String transform(@Nullable Object value, ArgumentMetadata argument) {
            return value == null ? "null" : value.getClass().getSimpleName();
        }
    }

    static class Lengths {
        @MessagePattern("call")
        int call(@UsePipes({Look.class, ToLength.class}) int length) {
            return length;
        }
    }

    static class ToLength implements Pipe<String, Integer> {
        @Override
        public Integer transform(@Nullable String value, ArgumentMetadata argument) {
            return value == null ? 0 : value.length();
        }
    }

    static class Natural {
        @MessagePattern("call")
        String call(@UsePipes(AnyToText.class) String name) {
            return name;
        }
    }

    static class Looking {
        @MessagePattern("call")
        int call(@UsePipes(Look.class) Trace trace) {
            return trace.id();
        }
    }

    @Test
    void the_payload_is_bound_to_what_the_first_pipe_that_cares_takes() {
        assertThat(call(new Lengths(), "four", Map.of())).isEqualTo(4);
        assertThat(call(new Natural(), 12, Map.of())).isEqualTo("Integer");
        assertThat(call(new Natural(), List.of(), Map.of())).isEqualTo("ArrayList");
        assertThat(call(new Looking(), Map.of("id", 3), Map.of())).isEqualTo(3);
    }

    // ---- contracts ----

    interface Contract {
        @MessagePattern("call")
        List<String> call(@Payload("names") @Split(at = " ") List<String> names);
    }

    static class ByContract implements Contract {
        @Override
        public List<String> call(List<String> names) {
            return names;
        }
    }

    static class ByContractOtherwise implements Contract {
        @Override
        public List<String> call(@Split(at = "/") List<String> names) {
            return names;
        }
    }

    @Test
    void annotations_on_the_parameters_of_a_contract_are_inherited() {
        assertThat(call(new ByContract(), Map.of("names", "a b"), Map.of())).isEqualTo(List.of("a", "b"));
        assertThat(call(new ByContractOtherwise(), Map.of("names", "a b/c"), Map.of()))
                .isEqualTo(List.of("a b", "c"));
    }
}

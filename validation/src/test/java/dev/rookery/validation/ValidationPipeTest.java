package dev.rookery.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.Catch;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UsePipes;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.error.RpcException;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ComponentStandIn;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Pipe;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pipe, its options, and where it holds. */
class ValidationPipeTest {

    record Line(
            @NotBlank @Size(max = 3) String sku, @Positive int quantity) {}

    private static Map<String, Object> line(String sku, int quantity) {
        return Map.of("sku", sku, "quantity", quantity);
    }

    static class Unmarked {
        @MessagePattern("call")
        String call(Line line) {
            return "ok";
        }
    }

    @UsePipes(ValidationPipe.class)
    static class ByClass extends Unmarked {}

    static class OnParameter {
        @MessagePattern("call")
        String call(@Payload("a") @UsePipes(ValidationPipe.class) Line a, @Payload("b") Line b) {
            return "ok";
        }
    }

    @Test
    void without_the_pipe_only_what_says_valid_is_checked() {
        Calls.of(new Unmarked()).assertPasses(line("", 0));
    }

    @Test
    void with_the_pipe_each_payload_whose_type_has_constraints_is_checked() {
        Calls.of(new Unmarked(), new ValidationPipe()).assertRefused(line("a", 0), "quantity must be greater than 0");
        Calls.of(new ByClass()).assertRefused(line("a", 0), "quantity must be greater than 0");
        Calls.of(new OnParameter())
                .assertRefused(Map.of("a", line("a", 0), "b", line("b", 0)), "a.quantity must be greater than 0");
    }

    static class Many {
        @MessagePattern("call")
        String call(
                @Payload("list") List<Line> list,
                @Payload("map") Map<String, Line[]> map,
                @Payload("optional") Optional<Line> optional,
                @Payload("text") String text) {
            return "ok";
        }
    }

    @Test
    void with_the_pipe_lists_arrays_maps_and_optionals_are_looked_into() {
        Calls.of(new Many(), new ValidationPipe())
                .assertRefused(
                        Map.of(
                                "list",
                                List.of(line("a", 1), line("a", 0)),
                                "map",
                                Map.of("k", List.of(line("a", 0))),
                                "optional",
                                line("a", 0),
                                "text",
                                ""),
                        "list[1].quantity must be greater than 0",
                        "map[k][0].quantity must be greater than 0",
                        "optional.quantity must be greater than 0");
        Calls.of(new Many(), new ValidationPipe()).assertPasses(Map.of("text", ""));
    }

    static class MayBeNull {
        @MessagePattern("call")
        String call(@Payload("a") @Nullable Line a, @Payload("b") @NotNull Line b, @Payload("c") Line c) {
            return "ok";
        }
    }

    @Test
    void with_the_pipe_nothing_in_place_of_what_has_constraints_is_refused_unless_it_may_be_null() {
        Calls.of(new Unmarked(), new ValidationPipe()).assertRefused(null, "the payload must not be null");
        Calls.of(new MayBeNull(), new ValidationPipe())
                .assertRefused(Collections.singletonMap("c", null), "b must not be null", "c must not be null");
    }

    // ---- once ----

    private static final AtomicInteger CHECKS = new AtomicInteger();

    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = Counted.Counter.class)
    @interface Counted {
        String message() default "";

        Class<?>[] groups() default {};

        Class<? extends jakarta.validation.Payload>[] payload() default {};

        final class Counter implements ConstraintValidator<Counted, Object> {
            @Override
            public boolean isValid(Object value, ConstraintValidatorContext context) {
                CHECKS.incrementAndGet();
                return true;
            }
        }
    }

    interface Create {}

    interface Update {}

    record Once(
            @Counted(groups = {Default.class, Create.class, Update.class})
            String text) {}

    static class CheckedOnce {
        @MessagePattern("call")
        @UsePipes(ValidationPipe.class)
        String call(
                @Payload("a") @Valid @UsePipes(ValidationPipe.class) Once a,
                @Payload("b") Once b,
                @Payload("c") List<@Valid Once> c,
                @Payload("d") @Valid @ValidationGroups(Create.class) Once d,
                @Payload("e") @ValidationGroups(Update.class) Once e) {
            return "ok";
        }
    }

    @Test
    void no_value_is_checked_twice() {
        CHECKS.set(0);
        var once = Map.of("text", "x");
        Calls.of(new CheckedOnce(), new ValidationPipe())
                .assertPasses(Map.of("a", once, "b", once, "c", List.of(once), "d", once, "e", once));
        assertThat(CHECKS).hasValue(5);
    }

    // ---- groups ----

    record User(
            @Null(groups = Create.class) @NotNull(groups = Update.class) Integer id,

            @NotBlank(groups = {Default.class, Update.class}) String name) {}

    static class Users {
        @MessagePattern("call")
        String call(@Valid User user) {
            return "ok";
        }
    }

    @ValidationGroups({Create.class, Default.class})
    static class Creating extends Users {}

    static class Mixed {
        @MessagePattern("call")
        @ValidationGroups(Create.class)
        String call(
                @Payload("old") @Valid @ValidationGroups(Update.class) User old,
                @Payload("fresh") @Valid User fresh,
                @Payload("n") @Min(value = 1, groups = Update.class) @Max(value = 5, groups = Create.class) int n) {
            return "ok";
        }
    }

    @Test
    void groups_are_those_of_the_nearest_annotation() {
        Map<String, Object> user = Map.of("id", 1, "name", "");
        Calls.of(new Users()).assertRefused(user, "name must not be blank");
        Calls.of(new Creating()).assertRefused(user, "id must be null", "name must not be blank");
        Calls.of(new Mixed())
                .assertRefused(
                        Map.of("old", Map.of("name", "x"), "fresh", Map.of("id", 1, "name", ""), "n", 7),
                        "fresh.id must be null",
                        "n must be less than or equal to 5",
                        "old.id must not be null");
    }

    @Test
    void groups_of_the_pipe_hold_where_no_annotation_says_so() {
        Map<String, Object> user = Map.of("id", 1, "name", "");
        var pipe = ValidationPipe.builder().groups(Create.class).build();
        Calls.of(new Users(), pipe).assertRefused(user, "id must be null");
        Calls.of(new Creating(), pipe).assertRefused(user, "id must be null", "name must not be blank");
    }

    // ---- the error ----

    static class Marked {
        @MessagePattern("call")
        String call(@Valid Line line) {
            return "ok";
        }
    }

    @Test
    void messages_may_be_grouped_by_path() {
        var pipe = ValidationPipe.builder().errorFormat(ErrorFormat.GROUPED).build();
        Calls.of(new Marked(), pipe)
                .assertError(
                        line("    ", 0),
                        Map.of(
                                "status",
                                "error",
                                "statusCode",
                                400,
                                "message",
                                Map.of(
                                        "sku", List.of("must not be blank", "size must be between 0 and 3"),
                                        "quantity", List.of("must be greater than 0")),
                                "error",
                                "Bad Request"));
    }

    @Test
    void one_message_of_each_path_may_do() {
        var pipe = ValidationPipe.builder().stopAtFirstError(true).build();
        Calls.of(new Marked(), pipe)
                .assertRefused(line("    ", 0), "quantity must be greater than 0", "sku must not be blank");
    }

    @Test
    void messages_may_be_hidden_and_the_status_be_another() {
        var pipe = ValidationPipe.builder().hideMessages(true).status(422).build();
        Calls.of(new Marked(), pipe)
                .assertError(
                        line("", 0), Map.of("status", "error", "statusCode", 422, "message", "Unprocessable Entity"));
    }

    @Test
    void what_is_too_long_to_tell_is_left_out() {
        var pipe = ValidationPipe.builder().maxMessagesLength(40).build();
        Calls.of(new Marked(), pipe)
                .assertRefused(
                        line("    ", 0),
                        "quantity must be greater than 0",
                        "sku must not be blank",
                        "Further validation errors were omitted");
        var grouped = ValidationPipe.builder()
                .maxMessagesLength(0)
                .errorFormat(ErrorFormat.GROUPED)
                .build();
        Calls.of(new Marked(), grouped)
                .assertError(
                        line("", 0),
                        Map.of(
                                "status",
                                "error",
                                "statusCode",
                                400,
                                "message",
                                Map.of("...", List.of("Further validation errors were omitted")),
                                "error",
                                "Bad Request"));
    }

    @Test
    void the_exception_may_be_ones_own() {
        var pipe = ValidationPipe.builder()
                .exceptionFactory(violations -> new RpcException(
                        Map.of("code", "INVALID", "at", violations.getFirst().path())))
                .build();
        Calls.of(new Marked(), pipe).assertError(line("a", 0), Map.of("code", "INVALID", "at", "quantity"));
    }

    @Catch(ValidationFailedException.class)
    static class Counting implements ExceptionFilter<ValidationFailedException> {
        @Override
        public Object handle(ValidationFailedException error, ExecutionContext context) {
            throw new RpcException(Map.of("count", error.violations().size(), "message", error.getMessage()));
        }
    }

    @UseFilters(Counting.class)
    static class Filtered extends Marked {}

    @Test
    void a_filter_sees_all_that_is_broken() {
        Calls.of(new Filtered())
                .assertError(
                        line("    ", 0),
                        Map.of(
                                "count",
                                3,
                                "message",
                                "Validation failed: quantity must be greater than 0, and 2 more"));
    }

    @Test
    void messages_may_be_in_another_language() {
        var pipe = ValidationPipe.builder().locale(Locale.GERMAN).build();
        Calls.of(new Marked(), pipe).assertRefused(line("a", 0), "quantity muss größer als 0 sein");
    }

    @Test
    void the_validator_may_be_ones_own() {
        try (var factory = Validation.byProvider(HibernateValidator.class)
                .configure()
                .failFast(true)
                .messageInterpolator(new ParameterMessageInterpolator() {
                    @Override
                    public String interpolate(String message, Context context) {
                        return "is bad";
                    }
                })
                .buildValidatorFactory()) {
            var pipe =
                    ValidationPipe.builder().validator(factory.getValidator()).build();
            Calls.of(new Marked(), pipe).assertRefused(line("a", 0), "quantity is bad");
            Calls.of(new Unmarked(), pipe).assertRefused(line("a", 0), "quantity is bad");
        }
    }

    @UsePipes(ValidationPipe.class)
    static class Nearer extends Marked {}

    @Test
    void the_nearest_pipe_holds() {
        var global = ValidationPipe.builder().status(422).build();
        Calls.of(new Nearer(), global).assertRefused(line("a", 0), "quantity must be greater than 0");
    }

    /** What a container puts where a pipe is made for each message. */
    record PerMessage() implements Pipe<Object, Object>, ComponentStandIn {
        @Override
        public Class<?> componentType() {
            return ValidationPipe.class;
        }

        @Override
        public @Nullable Object transform(@Nullable Object value, ArgumentMetadata argument) {
            return value;
        }
    }

    @Test
    void a_pipe_that_is_made_for_each_message_is_refused_at_start() {
        assertThatThrownBy(() -> Calls.of(new Marked(), new PerMessage()).with(line("a", 1)))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessage(
                        "Marked.call(Line) has a ValidationPipe that is made for each message (expected: one for all:"
                                + " its options are read at start)");
    }

    @Test
    void options_are_checked() {
        assertThatThrownBy(() -> ValidationPipe.builder().status(200))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("status: 200");
        assertThatThrownBy(() -> ValidationPipe.builder().maxMessagesLength(-1))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("maxMessagesLength: -1");
    }
}

package dev.rookery.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rookery.annotation.Header;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.RemoteException;
import dev.rookery.pipe.DefaultValue;
import dev.rookery.pipe.ParseInt;
import dev.rookery.transport.MessageContext;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.validation.constraintvalidation.SupportedValidationTarget;
import jakarta.validation.constraintvalidation.ValidationTarget;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code @Valid} and constraints at handlers, without any pipe. */
class HandlerConstraintsTest {

    record Line(@NotBlank String sku, @Positive int quantity) {}

    record Order(
            @Email @JsonProperty("e_mail") String email,
            @NotEmpty List<@Valid Line> lines,
            Map<String, @Size(max = 3) String> notes) {}

    private static Map<String, Object> order(String email, List<?> lines, Map<String, ?> notes) {
        return Map.of("e_mail", email, "lines", lines, "notes", notes);
    }

    private static Map<String, Object> line(String sku, int quantity) {
        return Map.of("sku", sku, "quantity", quantity);
    }

    private static final Map<String, Object> GOOD = order("a@b.org", List.of(line("x", 1)), Map.of("a", "abc"));

    static class Orders {
        @MessagePattern("call")
        String call(@Valid @Nullable Order order, MessageContext context) {
            return "ok";
        }
    }

    @Test
    void a_valid_payload_passes() {
        Calls.of(new Orders()).assertPasses(GOOD);
        Calls.of(new Orders()).assertPasses(null);
    }

    @Test
    void each_mistake_is_told_with_its_path_in_the_payload_sorted() {
        var calls = Calls.of(new Orders());
        calls.assertRefused(
                order("nobody", List.of(line("x", 1), line(" ", 0)), Map.of("a", "abcd")),
                "e_mail must be a well-formed email address",
                "lines[1].quantity must be greater than 0",
                "lines[1].sku must not be blank",
                "notes[a] size must be between 0 and 3");
        calls.assertRefused(order("a@b.org", List.of(), Map.of()), "lines must not be empty");
    }

    static class Members {
        @MessagePattern("call")
        String call(@Payload("id") @Min(1) @ParseInt int id, @Payload("lines") List<@Valid Line> lines) {
            return "ok";
        }
    }

    @Test
    void a_member_of_the_payload_has_its_name_in_the_path_and_is_checked_after_its_pipes() {
        var calls = Calls.of(new Members());
        calls.assertPasses(Map.of("id", "1", "lines", List.of()));
        calls.assertRefused(
                Map.of("id", "0", "lines", List.of(line("x", -1))),
                "id must be greater than or equal to 1",
                "lines[0].quantity must be greater than 0");
    }

    static class InHeader {
        @MessagePattern("call")
        String call(@Header("page") @DefaultValue("0") @ParseInt @Min(1) int page) {
            return "ok";
        }
    }

    @Test
    void a_header_is_called_one() {
        Calls.of(new InHeader()).assertRefused(null, "the header page must be greater than or equal to 1");
    }

    static class Elements {
        @MessagePattern("call")
        String call(@NotEmpty List<@NotNull @Positive Integer> numbers) {
            return "ok";
        }
    }

    @Test
    void elements_of_a_payload_have_their_index() {
        var calls = Calls.of(new Elements());
        calls.assertPasses(List.of(1));
        calls.assertRefused(List.of(1, -1), "[1] must be greater than 0");
        calls.assertRefused(Collections.singletonList(null), "[0] must not be null");
        calls.assertRefused(List.of(), "the payload must not be empty");
    }

    // ---- contracts ----

    interface OrdersApi {
        @MessagePattern("call")
        String call(@Valid @NotNull Order order, @Payload("id") @Min(1) int id);
    }

    static class ByContract implements OrdersApi {
        @Override
        public String call(Order order, int id) {
            return "ok";
        }
    }

    static class ByContractAgain implements OrdersApi {
        @Override
        public String call(@Valid Order order, @Payload("id") @Min(2) int id) {
            return "ok";
        }
    }

    interface Creates<T> {
        String call(@Valid T value);
    }

    static class Generic implements Creates<Line> {
        @Override
        @MessagePattern("call")
        public String call(Line line) {
            return "ok";
        }
    }

    @Test
    void a_contract_hands_its_constraints_down() {
        var bad = Map.of("e_mail", "x", "lines", List.of(line("x", 1)), "notes", Map.of(), "id", 0);
        Calls.of(new ByContract())
                .assertRefused(
                        bad, "e_mail must be a well-formed email address", "id must be greater than or equal to 1");
        Calls.of(new Generic()).assertRefused(line("x", 0), "quantity must be greater than 0");
    }

    @Test
    void a_controller_may_say_again_and_more_than_its_contract() {
        var bad = Map.of("e_mail", "x", "lines", List.of(line("x", 1)), "notes", Map.of(), "id", 1);
        Calls.of(new ByContractAgain())
                .assertRefused(
                        bad, "e_mail must be a well-formed email address", "id must be greater than or equal to 2");
    }

    // ---- constraints of one's own ----

    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = InOrder.OfRange.class)
    @interface InOrder {
        String message() default "must end after it begins";

        Class<?>[] groups() default {};

        Class<? extends jakarta.validation.Payload>[] payload() default {};

        final class OfRange implements ConstraintValidator<InOrder, Range> {
            @Override
            public boolean isValid(Range value, ConstraintValidatorContext context) {
                if (value.from() == 13) {
                    throw new IllegalStateException("bad luck");
                }
                return value.from() <= value.to();
            }
        }
    }

    @InOrder
    record Range(int from, int to) {}

    static class Ranges {
        @MessagePattern("call")
        String call(@Valid Range range) {
            return "ok";
        }
    }

    static class NamedRanges {
        @MessagePattern("call")
        String call(@Payload("range") @Valid Range range) {
            return "ok";
        }
    }

    @Test
    void a_constraint_of_ones_own_on_a_class_is_told_without_a_path_or_with_that_of_the_member() {
        Calls.of(new Ranges()).assertRefused(Map.of("from", 2, "to", 1), "must end after it begins");
        Calls.of(new NamedRanges())
                .assertRefused(Map.of("range", Map.of("from", 2, "to", 1)), "range must end after it begins");
    }

    @Test
    void a_constraint_that_fails_is_an_internal_error() {
        assertThatThrownBy(() -> Calls.of(new Ranges()).with(Map.of("from", 13, "to", 1)))
                .isInstanceOfSatisfying(
                        RemoteException.class,
                        error -> assertThat(String.valueOf(error.error())).contains("Internal server error"));
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = Ascending.OfParameters.class)
    @interface Ascending {
        String message() default "from must not be after to";

        Class<?>[] groups() default {};

        Class<? extends jakarta.validation.Payload>[] payload() default {};

        @SupportedValidationTarget(ValidationTarget.PARAMETERS)
        final class OfParameters implements ConstraintValidator<Ascending, Object[]> {
            @Override
            public boolean isValid(Object[] values, ConstraintValidatorContext context) {
                return (Integer) values[0] <= (Integer) values[1];
            }
        }
    }

    static class Crossed {
        @MessagePattern("call")
        @Ascending
        String call(@Payload("from") int from, @Payload("to") int to) {
            return "ok";
        }
    }

    @Test
    void a_constraint_on_several_parameters_is_told_without_a_path() {
        Calls.of(new Crossed()).assertPasses(Map.of("from", 1, "to", 2));
        Calls.of(new Crossed()).assertRefused(Map.of("from", 3, "to", 2), "from must not be after to");
    }

    static class Returning {
        @MessagePattern("call")
        @NotBlank String call(int number) {
            return "";
        }
    }

    @Test
    void constraints_on_what_a_handler_returns_are_not_checked() {
        assertThat(Calls.of(new Returning()).with(1)).isEqualTo("");
    }

    // ---- start, language ----

    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = {})
    @interface Broken {}

    static class BrokenHandler {
        @MessagePattern("call")
        String call(@Broken String text) {
            return text;
        }
    }

    @Test
    void a_constraint_that_cannot_be_one_is_refused_at_start() {
        assertThatThrownBy(() -> Calls.of(new BrokenHandler()).with("x"))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageStartingWith("BrokenHandler.call(String) has constraints that cannot be checked: HV000074: "
                        + Broken.class.getName());
    }

    @Test
    void messages_are_english_whatever_the_language_of_the_machine() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            Calls.of(new Elements()).assertRefused(List.of(-1), "[0] must be greater than 0");
        } finally {
            Locale.setDefault(before);
        }
    }
}

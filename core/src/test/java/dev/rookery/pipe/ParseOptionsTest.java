package dev.rookery.pipe;

import static dev.rookery.pipe.Parsing.assertError;
import static dev.rookery.pipe.Parsing.call;
import static dev.rookery.pipe.Parsing.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.Header;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UsePipes;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RpcException;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Pipe;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Defaults, options and errors that are alike for all pipes that parse. */
final class ParseOptionsTest {
    static class Defaults {
        @MessagePattern("call")
        List<Object> call(
                @Header("page") @DefaultValue("1") @ParseInt int page,
                @Payload("order") @DefaultValue("asc") String order,
                @Payload("ids") @DefaultValue("7,8") @ParseArray List<Integer> ids) {
            return List.of(page, order, ids);
        }
    }

    @Test
    void a_default_stands_in_for_what_is_null_or_absent() {
        assertThat(call(new Defaults(), null)).isEqualTo(List.of(1, "asc", List.of(7, 8)));
        assertThat(call(new Defaults(), member("order", null))).isEqualTo(List.of(1, "asc", List.of(7, 8)));
        assertThat(call(new Defaults(), Map.of("order", "desc", "ids", List.of()), Map.of("page", "4")))
                .isEqualTo(List.of(4, "desc", List.of()));
    }

    static class Optionals {
        @MessagePattern("call")
        String call(@Payload("id") @ParseInt(optional = true, status = 422) @Nullable Integer id) {
            return String.valueOf(id);
        }
    }

    @Test
    void what_is_optional_may_be_null_or_absent() {
        assertThat(call(new Optionals(), null)).isEqualTo("null");
        assertThat(call(new Optionals(), member("id", null))).isEqualTo("null");
        assertThat(call(new Optionals(), member("id", "1"))).isEqualTo("1");
    }

    @Test
    void the_status_of_the_error_is_an_option() {
        assertError(
                new Optionals(),
                member("id", "x"),
                Map.of(),
                422,
                "id is \"x\" (expected: a whole number)",
                "Unprocessable Entity");
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Header("page")
    @DefaultValue("1")
    @ParseInt
    @UsePipes(ToPage.class)
    @interface PageOf {}

    record Page(int number) {}

    static class ToPage implements Pipe<Integer, Page> {
        @Override
        public @Nullable Page transform(@Nullable Integer value, ArgumentMetadata argument) {
            return value == null ? null : new Page(value);
        }
    }

    static class Composed {
        @MessagePattern("call")
        int call(@PageOf Page page) {
            return page.number();
        }
    }

    @Test
    void a_pipe_may_follow_and_an_annotation_may_be_composed_of_all_of_it() {
        assertThat(call(new Composed(), null, Map.of("page", "3"))).isEqualTo(3);
        assertThat(call(new Composed(), null)).isEqualTo(1);
    }

    interface Contract {
        @MessagePattern("call")
        int call(@Payload("id") @ParseInt int id);
    }

    static class ByContract implements Contract {
        @Override
        public int call(int id) {
            return id;
        }
    }

    @Test
    void a_contract_may_say_it() {
        assertThat(call(new ByContract(), Map.of("id", "12"))).isEqualTo(12);
    }

    static class Filtered {
        @MessagePattern("call")
        @UseFilters(OwnError.class)
        int call(@Payload("ids") @ParseArray int[] ids) {
            return ids.length;
        }
    }

    static class OwnError implements ExceptionFilter<ParseFailedException> {
        @Override
        public Object handle(ParseFailedException error, ExecutionContext context) {
            throw new RpcException(Map.of("code", "BAD", "at", error.place(), "want", error.expected()));
        }
    }

    @Test
    void a_filter_makes_an_error_of_ones_own() {
        assertThatThrownBy(() -> call(new Filtered(), Map.of("ids", "1,x")))
                .isInstanceOfSatisfying(
                        RemoteException.class,
                        error -> assertThat(error.error())
                                .isEqualTo(Map.of("code", "BAD", "at", "ids[1]", "want", "a whole number")));
    }
}

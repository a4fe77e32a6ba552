package dev.rookery.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.Header;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Metadata;
import dev.rookery.annotation.Payload;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UsePipes;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RpcException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Pipe;
import dev.rookery.server.MicroserviceServer;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pipes that make values of texts, and what callers read where they cannot. */
class ParsePipesTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private static @Nullable Object call(Object controller, @Nullable Object data) {
        return call(controller, data, Map.of());
    }

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

    private static Map<String, @Nullable Object> member(String name, @Nullable Object value) {
        return Collections.singletonMap(name, value);
    }

    private static void assertRefused(Object controller, @Nullable Object data, String message) {
        assertError(controller, data, Map.of(), 400, message, "Bad Request");
    }

    private static void assertError(
            Object controller,
            @Nullable Object data,
            Map<String, ?> metadata,
            int status,
            String message,
            String reason) {
        assertThatThrownBy(() -> call(controller, data, metadata))
                .isInstanceOfSatisfying(
                        RemoteException.class,
                        error -> assertThat(error.error())
                                .isEqualTo(Map.of(
                                        "status", "error", "statusCode", status, "message", message, "error", reason)));
    }

    private static void assertNoStart(Object controller, String message) {
        assertThatThrownBy(() -> call(controller, 1))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessage(message);
    }

    // ---- numbers ----

    static class Whole {
        @MessagePattern("call")
        int call(@ParseInt int number) {
            return number;
        }
    }

    static class Member {
        @MessagePattern("call")
        int call(@Payload("id") @ParseInt Integer id) {
            return id;
        }
    }

    static class InHeader {
        @MessagePattern("call")
        int call(@Header("count") @ParseInt int count, @Metadata("limit") @ParseInt int limit) {
            return count + limit;
        }
    }

    @Test
    void a_whole_number_comes_as_text_or_as_a_number() {
        assertThat(call(new Whole(), "12")).isEqualTo(12);
        assertThat(call(new Whole(), 12)).isEqualTo(12);
        assertThat(call(new Whole(), "-2147483648")).isEqualTo(Integer.MIN_VALUE);
        assertThat(call(new Whole(), "007")).isEqualTo(7);
        assertThat(call(new Member(), Map.of("id", "5"))).isEqualTo(5);
        assertThat(call(new Member(), Map.of("id", 5))).isEqualTo(5);
        assertThat(call(new InHeader(), null, Map.of("count", "3", "limit", 4))).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", " 12", "12 ", "3.7", "0x10", "+5", "-", "1e3", "1_000", "\u0661\u0662"})
    void what_is_no_whole_number_is_refused(String text) {
        assertRefused(new Whole(), text, "the payload is \"" + text + "\" (expected: a whole number)");
    }

    @Test
    void what_is_no_whole_number_is_named_as_it_came() {
        assertRefused(new Member(), member("id", 3.7), "id is 3.7 (expected: a whole number)");
        assertRefused(new Member(), member("id", true), "id is true (expected: a whole number)");
        assertRefused(new Member(), member("id", List.of(1)), "id is an array (expected: a whole number)");
        assertRefused(new Member(), member("id", Map.of()), "id is an object (expected: a whole number)");
        assertRefused(new Member(), member("id", null), "id is missing (expected: a whole number)");
        assertRefused(new Member(), Map.of(), "id is missing (expected: a whole number)");
        assertRefused(
                new Member(),
                member("id", 3_000_000_000L),
                "id is 3000000000 (expected: a whole number from -2147483648 to 2147483647)");
        assertRefused(
                new Member(),
                member("id", "3000000000"),
                "id is \"3000000000\" (expected: a whole number from -2147483648 to 2147483647)");
        assertError(
                new InHeader(),
                null,
                Map.of("count", "x", "limit", 4),
                400,
                "the header count is \"x\" (expected: a whole number)",
                "Bad Request");
    }

    @Test
    void what_came_is_cut_and_its_control_characters_are_not_repeated() {
        assertRefused(
                new Member(),
                member("id", "a\nb" + "\uD83D\uDE00".repeat(60)),
                "id is \"a b" + "\uD83D\uDE00".repeat(47) + "…\" (expected: a whole number)");
        assertRefused(
                new Member(),
                member("id", BigInteger.TEN.pow(80)),
                "id is 1" + "0".repeat(49) + "… (expected: a whole number from -2147483648 to 2147483647)");
    }

    static class Longs {
        @MessagePattern("call")
        long call(@Payload("id") @ParseLong long id) {
            return id;
        }
    }

    @Test
    void a_long_comes_as_text_or_as_a_number() {
        assertThat(call(new Longs(), Map.of("id", "9223372036854775807"))).isEqualTo(Long.MAX_VALUE);
        assertThat(call(new Longs(), Map.of("id", Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
        assertThat(call(new Longs(), Map.of("id", 1))).isEqualTo(1);
        for (var tooLarge : List.of("9223372036854775808", new BigInteger("9223372036854775808"))) {
            assertRefused(
                    new Longs(),
                    Map.of("id", tooLarge),
                    "id is " + (tooLarge instanceof String ? "\"9223372036854775808\"" : "9223372036854775808")
                            + " (expected: a whole number from -9223372036854775808 to 9223372036854775807)");
        }
    }

    static class Doubles {
        @MessagePattern("call")
        double call(@Payload("price") @ParseDouble double price) {
            return price;
        }
    }

    @Test
    void a_double_comes_as_text_or_as_a_number() {
        assertThat(call(new Doubles(), Map.of("price", "3.7"))).isEqualTo(3.7);
        assertThat(call(new Doubles(), Map.of("price", "-1e3"))).isEqualTo(-1000.0);
        assertThat(call(new Doubles(), Map.of("price", 2))).isEqualTo(2.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "1d", "0x1p3", " 1", ".5", "1.", "1e999", "1,5", ""})
    void what_is_no_finite_number_is_refused(String text) {
        assertRefused(new Doubles(), Map.of("price", text), "price is \"" + text + "\" (expected: a number)");
    }

    // ---- truths, enums, UUIDs ----

    static class Booleans {
        @MessagePattern("call")
        boolean call(@Payload("on") @ParseBoolean boolean on) {
            return on;
        }
    }

    @Test
    void a_boolean_is_true_or_false_and_nothing_else() {
        assertThat(call(new Booleans(), Map.of("on", "true"))).isEqualTo(true);
        assertThat(call(new Booleans(), Map.of("on", false))).isEqualTo(false);
        assertRefused(new Booleans(), Map.of("on", "TRUE"), "on is \"TRUE\" (expected: true or false)");
        assertRefused(new Booleans(), Map.of("on", 1), "on is 1 (expected: true or false)");
    }

    enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "green";
            }
        }
    }

    static class Enums {
        @MessagePattern("call")
        String call(@Payload("color") @ParseEnum Color color) {
            return color.toString();
        }
    }

    @Test
    void a_constant_of_an_enum_comes_by_its_name_or_its_text() {
        assertThat(call(new Enums(), Map.of("color", "GREEN"))).isEqualTo("green");
        assertThat(call(new Enums(), Map.of("color", "green"))).isEqualTo("green");
        assertRefused(new Enums(), Map.of("color", "red"), "color is \"red\" (expected: one of RED, green)");
        assertRefused(new Enums(), Map.of("color", 0), "color is 0 (expected: one of RED, green)");
    }

    static class Uuids {
        @MessagePattern("call")
        String call(@Payload("id") @ParseUuid UUID id) {
            return id.toString();
        }
    }

    static class UuidTexts {
        @MessagePattern("call")
        String call(@Payload("id") @ParseUuid(version = {4, 7}) String id) {
            return id;
        }
    }

    @Test
    void a_uuid_comes_as_text() {
        for (var text : List.of(
                "c232ab00-9414-11ec-b3c8-9f6bdeced846",
                "6e5d2b10-3c4f-4a8e-9b7d-0123456789ab",
                "00000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff")) {
            assertThat(call(new Uuids(), Map.of("id", text))).isEqualTo(text);
        }
        assertThat(call(new UuidTexts(), Map.of("id", "6E5D2B10-3C4F-4A8E-9B7D-0123456789AB")))
                .isEqualTo("6E5D2B10-3C4F-4A8E-9B7D-0123456789AB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1-1-1-1-1",
                "6e5d2b10-3c4f-9a8e-9b7d-0123456789ab",
                "6e5d2b10-3c4f-4a8e-7b7d-0123456789ab",
                "6e5d2b103c4f4a8e9b7d0123456789ab",
                "6e5d2b10-3c4f-4a8e-9b7d-0123456789zz"
            })
    void what_is_no_uuid_is_refused(String text) {
        assertRefused(new Uuids(), Map.of("id", text), "id is \"" + text + "\" (expected: a UUID)");
    }

    @Test
    void a_uuid_of_another_version_is_refused() {
        assertRefused(
                new UuidTexts(),
                Map.of("id", "c232ab00-9414-11ec-b3c8-9f6bdeced846"),
                "id is \"c232ab00-9414-11ec-b3c8-9f6bdeced846\" (expected: a UUID of version 4 or 7)");
    }

    // ---- dates ----

    @SuppressWarnings("JavaUtilDate") // some have it
    static class Dates {
        @MessagePattern("call")
        List<Object> call(
                @Payload("a") @ParseDate(optional = true) @Nullable Instant instant,
                @Payload("b") @ParseDate(optional = true) @Nullable OffsetDateTime offset,
                @Payload("c") @ParseDate(optional = true) @Nullable Date date,
                @Payload("d") @ParseDate(optional = true) @Nullable LocalDateTime local,
                @Payload("e") @ParseDate(optional = true) @Nullable LocalDate day) {
            return Arrays.asList(
                    text(instant), text(offset), date == null ? "" : date.getTime(), text(local), text(day));
        }

        private static String text(@Nullable Object value) {
            return value == null ? "" : value.toString();
        }
    }

    @Test
    void dates_come_as_iso_8601_or_as_milliseconds() {
        var data = new LinkedHashMap<String, Object>();
        data.put("a", "2026-11-25T10:15:30+01:00");
        data.put("b", "2026-11-25T10:15:30+01:00");
        data.put("c", "2026-11-25");
        data.put("d", "2026-11-25T10:15:30");
        data.put("e", "2024-02-29");
        var midnight = LocalDate.of(2026, 11, 25).atStartOfDay().toInstant(ZoneOffset.UTC);
        assertThat(call(new Dates(), data))
                .isEqualTo(List.of(
                        "2026-11-25T09:15:30Z",
                        "2026-11-25T10:15:30+01:00",
                        midnight.toEpochMilli(),
                        "2026-11-25T10:15:30",
                        "2024-02-29"));
        assertThat(call(new Dates(), Map.of("a", 1_000, "b", 1_000, "c", 1_000)))
                .isEqualTo(List.of("1970-01-01T00:00:01Z", "1970-01-01T00:00:01Z", 1_000, "", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | 2026-02-30T10:00:00Z | a date and time with an offset, as 2026-11-25T10:15:30Z, or a date",
                "a | 2026-02-30 | a date and time with an offset, as 2026-11-25T10:15:30Z, or a date",
                "a | 2026-11-25T10:15:30 | a date and time with an offset, as 2026-11-25T10:15:30Z, or a date",
                "b | tomorrow | a date and time with an offset, as 2026-11-25T10:15:30Z, or a date",
                "c | +999999999-01-01 | a date and time with an offset, as 2026-11-25T10:15:30Z, or a date",
                "d | 2026-11-25T10:15:30Z | a date and time without an offset, as 2026-11-25T10:15:30",
                "e | 2026-02-29 | a date, as 2026-11-25",
                "e | 2026-2-1 | a date, as 2026-11-25"
            })
    void what_is_no_such_date_is_refused(String member, String text, String expected) {
        assertRefused(new Dates(), Map.of(member, text), member + " is \"" + text + "\" (expected: " + expected + ")");
    }

    @Test
    void a_number_is_no_date_without_an_offset() {
        assertRefused(new Dates(), Map.of("e", 5), "e is 5 (expected: a date, as 2026-11-25)");
    }

    // ---- arrays ----

    static class Arrayed {
        @MessagePattern("call")
        Object call(@ParseArray int[] ids) {
            return ids;
        }
    }

    static class Semicolons {
        @MessagePattern("call")
        List<Object> call(
                @Payload("a") @ParseArray(separator = ";") long[] longs,
                @Payload("b") @ParseArray(separator = "::") List<String> texts,
                @Payload("c") @ParseArray Set<Color> colors,
                @Payload("d") @ParseArray double[] doubles,
                @Payload("e") @ParseArray boolean[] truths,
                @Payload("f") @ParseArray UUID[] uuids,
                @Payload("g") @ParseArray(optional = true) @Nullable List<LocalDate> dates) {
            return List.of(longs, texts, colors, doubles, truths, uuids.length, dates == null);
        }
    }

    @Test
    void an_array_comes_as_text_or_as_json() {
        assertThat(call(new Arrayed(), "1,2, 3")).isEqualTo(List.of(1, 2, 3));
        assertThat(call(new Arrayed(), "")).isEqualTo(List.of());
        assertThat(call(new Arrayed(), List.of(1, "2"))).isEqualTo(List.of(1, 2));
        var data = new LinkedHashMap<String, Object>();
        data.put("a", "1;2");
        data.put("b", "x ::y");
        data.put("c", "RED,GREEN,RED");
        data.put("d", "1.5,2");
        data.put("e", List.of(true, "false"));
        data.put("f", "6e5d2b10-3c4f-4a8e-9b7d-0123456789ab");
        assertThat(call(new Semicolons(), data))
                .isEqualTo(List.of(
                        List.of(1, 2),
                        List.of("x ", "y"),
                        List.of("RED", "green"),
                        List.of(1.5, 2.0),
                        List.of(true, false),
                        1,
                        true));
    }

    @Test
    void what_is_wrong_in_an_array_is_named_with_its_place() {
        assertRefused(new Arrayed(), "1,x", "the payload[1] is \"x\" (expected: a whole number)");
        assertRefused(new Arrayed(), "1,,2", "the payload[1] is \"\" (expected: a whole number)");
        assertRefused(new Arrayed(), Arrays.asList(1, null), "the payload[1] is null (expected: a whole number)");
        assertRefused(
                new Arrayed(), 7, "the payload is 7 (expected: an array, or a text with \",\" between its elements)");
        assertRefused(
                new Arrayed(),
                null,
                "the payload is missing (expected: an array, or a text with \",\" between its elements)");
    }

    // ---- defaults and options ----

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

    // ---- what is refused at start ----

    static class IntOfText {
        @MessagePattern("call")
        String call(@ParseInt String id) {
            return id;
        }
    }

    static class EnumOfText {
        @MessagePattern("call")
        String call(@ParseEnum String color) {
            return color;
        }
    }

    static class ArrayOfInt {
        @MessagePattern("call")
        int call(@ParseArray int ids) {
            return ids;
        }
    }

    static class ArrayOfPages {
        @MessagePattern("call")
        int call(@ParseArray List<Page> pages) {
            return pages.size();
        }
    }

    static class NoSeparator {
        @MessagePattern("call")
        int call(@ParseArray(separator = "") int[] ids) {
            return ids.length;
        }
    }

    static class DateOfText {
        @MessagePattern("call")
        String call(@ParseDate String date) {
            return date;
        }
    }

    static class NoVersion {
        @MessagePattern("call")
        String call(@ParseUuid(version = 9) UUID id) {
            return id.toString();
        }
    }

    static class NoStatus {
        @MessagePattern("call")
        int call(@ParseInt(status = 200) int id) {
            return id;
        }
    }

    static class NullInt {
        @MessagePattern("call")
        int call(@ParseInt(optional = true) int id) {
            return id;
        }
    }

    static class BadDefault {
        @MessagePattern("call")
        int call(@DefaultValue("x") @ParseInt int id) {
            return id;
        }
    }

    static class LateDefault {
        @MessagePattern("call")
        int call(@ParseInt @DefaultValue("1") int id) {
            return id;
        }
    }

    @Test
    void what_cannot_work_is_refused_at_start() {
        assertNoStart(
                new IntOfText(),
                "Parameter String id of IntOfText.call(String) has @ParseInt and cannot take what it makes (expected: int"
                        + " or Integer)");
        assertNoStart(
                new EnumOfText(),
                "Parameter String color of EnumOfText.call(String) has @ParseEnum and is no enum (expected: a parameter of"
                        + " the enum's type)");
        assertNoStart(
                new ArrayOfInt(),
                "Parameter int ids of ArrayOfInt.call(int) has @ParseArray and is none (expected: an array, or a List, Set"
                        + " or Collection with the type of its elements)");
        assertNoStart(
                new ArrayOfPages(),
                "Parameter List pages of ArrayOfPages.call(List) has @ParseArray, which cannot make elements of type "
                        + Page.class.getName()
                        + " (expected: int, long, double, boolean or their wrappers, String, UUID, an enum or a date; other"
                        + " elements come as JSON, without the pipe)");
        assertNoStart(
                new NoSeparator(),
                "Parameter int[] ids of NoSeparator.call(int[]) has @ParseArray(separator = \"\") (expected: a text of at"
                        + " least one character)");
        assertNoStart(
                new DateOfText(),
                "Parameter String date of DateOfText.call(String) has @ParseDate and is no date (expected: Instant,"
                        + " OffsetDateTime, LocalDateTime, LocalDate or java.util.Date)");
        assertNoStart(
                new NoVersion(),
                "Parameter UUID id of NoVersion.call(UUID) has @ParseUuid(version = 9) (expected: versions from 1 to 8)");
        assertNoStart(
                new NoStatus(),
                "Parameter int id of NoStatus.call(int) has @ParseInt(status = 200) (expected: an HTTP error status from 400"
                        + " to 599)");
    }

    @Test
    void nulls_and_defaults_that_cannot_work_are_refused_at_start() {
        assertNoStart(
                new NullInt(),
                "Parameter int id of NullInt.call(int) has @ParseInt(optional = true) and cannot be null (expected: a"
                        + " wrapper such as Integer, or @DefaultValue before it)");
        assertNoStart(
                new BadDefault(),
                "Parameter int id of BadDefault.call(int) has @DefaultValue(\"x\"), which @ParseInt cannot parse (expected:"
                        + " a whole number)");
        assertNoStart(
                new LateDefault(),
                "Parameter int id of LateDefault.call(int) has @DefaultValue, which gives text (expected: a String, or a"
                        + " pipe after it, such as @ParseInt)");
    }
}

package dev.rookery.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.UnserializableValueException;
import dev.rookery.grpc.Heroes.Hero;
import dev.rookery.grpc.Heroes.Kind;
import dev.rookery.grpc.Heroes.Query;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class MessagesTest {
    /** What a Nest service sends for its test of all kinds of fields, as recorded. */
    private static final byte[] FROM_NEST =
            Base64.getDecoder().decode("CP///////////wESBsOp8J+YgBiBgICAgICAECABKgFhKgFiMgUKAXgQAToCAP9CAFAAWgIIBQ==");

    private static final Descriptor HERO = Protos.message("Hero");
    private static final Descriptor EVERYTHING = Protos.message("Everything");
    private static final Descriptor QUERY = Protos.message("Query");

    private final Messages messages = messages(GrpcTransporter.builder());

    private static Messages messages(GrpcTransporter.Builder transporter) {
        return new Messages(JsonPacketCodec.withDefaults(), transporter.build().options());
    }

    private static Map<String, Object> mapFromNest() {
        var hero = new LinkedHashMap<String, Object>();
        hero.put("id", -1);
        hero.put("name", "é😀");
        hero.put("bigNumber", 9_007_199_254_740_993L);
        hero.put("kind", "TALL");
        hero.put("tags", List.of("a", "b"));
        hero.put("counts", Map.of("x", 1));
        hero.put("blob", new byte[] {0, -1});
        hero.put("maybe", "");
        hero.put("right", 0);
        hero.put("inner", Map.of("id", 5));
        return hero;
    }

    private Object read(byte[] bytes, Descriptor type, Class<?> target) {
        var value = messages.read(bytes, type, target);
        assertThat(value).isInstanceOf(target);
        return value == null ? "" : value;
    }

    /** As a client of Nest sends a short text that was cut within an emoji. */
    @Test
    void half_a_letter_is_read_as_a_replacement() {
        var bytes = new byte[] {0x12, 5, 'a', 'b', (byte) 0xed, (byte) 0xa0, (byte) 0xbd};

        assertThat(((Query) read(bytes, QUERY, Query.class)).text()).startsWith("ab\uFFFD");
    }

    @Test
    void a_record_is_read_and_written_as_nest_has_it() {
        var hero = (Hero) read(FROM_NEST, HERO, Hero.class);

        assertThat(hero)
                .usingRecursiveComparison()
                .isEqualTo(new Hero(
                        -1,
                        "é😀",
                        9_007_199_254_740_993L,
                        Kind.TALL,
                        List.of("a", "b"),
                        Map.of("x", 1),
                        new byte[] {0, -1},
                        Optional.of(""),
                        null,
                        0,
                        new Query(5)));
        assertThat(messages.write(hero, HERO)).isEqualTo(FROM_NEST);
    }

    @Test
    void a_map_has_what_is_on_the_wire() {
        assertThat(read(FROM_NEST, HERO, Map.class)).usingRecursiveComparison().isEqualTo(mapFromNest());
        assertThat(messages.write(mapFromNest(), HERO)).isEqualTo(FROM_NEST);
        assertThat(read(new byte[0], HERO, Map.class)).isEqualTo(Map.of());
    }

    @Test
    void numbers_and_enums_may_be_written_as_javascript_writes_them() {
        var hero = mapFromNest();
        hero.put("bigNumber", "9007199254740993");
        hero.put("kind", 1);
        hero.put("blob", "AP8=");
        hero.put("unknown", 7);
        hero.put("big_number", 7);

        assertThat(messages.write(hero, HERO)).isEqualTo(FROM_NEST);
    }

    @Test
    void the_names_of_the_file_numbers_of_enums_and_absent_fields_are_options() {
        var asInFile =
                messages(GrpcTransporter.builder().keepCase(true).defaults(true).enumsAsNumbers(true));

        assertThat(asInFile.read(FROM_NEST, HERO, Map.class))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("big_number", 9_007_199_254_740_993L)
                .containsEntry("kind", 1);
        assertThat(asInFile.read(new byte[0], QUERY, Map.class)).isEqualTo(Map.of("id", 0, "text", ""));
        assertThat(asInFile.write(Map.of("big_number", 1), HERO))
                .isEqualTo(messages.write(Map.of("bigNumber", 1), HERO));
    }

    @Test
    void a_message_of_protobuf_is_itself_with_its_unknown_fields() throws InvalidProtocolBufferException {
        var bytes = ByteString.copyFrom(FROM_NEST)
                .concat(ByteString.copyFrom(new byte[] {(byte) 0xa8, 0x06, 7}))
                .toByteArray();

        var message = (DynamicMessage) read(bytes, HERO, DynamicMessage.class);

        assertThat(message.getUnknownFields().asMap()).containsOnlyKeys(101);
        assertThat(messages.write(message, HERO)).isEqualTo(bytes);
        assertThat(((Hero) read(bytes, HERO, Hero.class)).id()).isEqualTo(-1);
        assertThat(DynamicMessage.parseFrom(HERO, messages.write(read(bytes, HERO, Hero.class), HERO))
                        .getUnknownFields()
                        .asMap())
                .isEmpty();
    }

    /** Reached by the object mapper, as it has no other way to be made. */
    static final class HeroBean {
        private int id;
        private String name = "";
        private List<String> tags = new ArrayList<>();
        private byte @Nullable [] blob;
        private @Nullable Kind kind;

        public int getId() {
            return id;
        }

        public void setId(int id) {
            this.id = id;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public List<String> getTags() {
            return tags;
        }

        public void setTags(List<String> tags) {
            this.tags = tags;
        }

        public byte @Nullable [] getBlob() {
            return blob;
        }

        public void setBlob(byte[] blob) {
            this.blob = blob;
        }

        public @Nullable Kind getKind() {
            return kind;
        }

        public void setKind(Kind kind) {
            this.kind = kind;
        }
    }

    @Test
    void an_object_with_properties_is_read_and_written_by_the_object_mapper() {
        var bean = (HeroBean) read(FROM_NEST, HERO, HeroBean.class);

        assertThat(bean.getId()).isEqualTo(-1);
        assertThat(bean.getTags()).containsExactly("a", "b");
        assertThat(bean.getBlob()).containsExactly(0, 255);
        assertThat(bean.getKind()).isEqualTo(Kind.TALL);
        assertThat(read(messages.write(bean, HERO), HERO, Map.class))
                .usingRecursiveComparison()
                .isEqualTo(Map.of(
                        "id",
                        -1,
                        "name",
                        "é😀",
                        "tags",
                        List.of("a", "b"),
                        "blob",
                        new byte[] {0, -1},
                        "kind",
                        "TALL"));
        assertThat(((JsonNode) read(FROM_NEST, HERO, JsonNode.class))
                        .path("inner")
                        .path("id")
                        .asInt())
                .isEqualTo(5);
    }

    record Place(String city) {}

    record Word(String word) {}

    record Everything(
            double aDouble,
            float aFloat,
            int aSint,
            long aSlong,
            long aUint,
            BigInteger aUlong,
            long aFixed,
            BigInteger aLfixed,
            int aSfixed,
            long aSlfixed,
            boolean aBool,
            List<Integer> numbers,
            Set<Kind> kinds,
            Map<Integer, Query> queries,
            @Nullable Instant at,
            @Nullable Duration lasts,
            @Nullable String nickname,
            Map<String, Object> extra,
            @Nullable Object anything,
            @Nullable Place place,
            @Nullable Everything again,
            String otherName,
            @Nullable Word nested) {}

    private static Everything everything(@Nullable Everything again) {
        return new Everything(
                1.5,
                -0.25f,
                Integer.MIN_VALUE,
                Long.MIN_VALUE,
                0xffff_ffffL,
                BigInteger.TWO.pow(64).subtract(BigInteger.ONE),
                0x8000_0000L,
                BigInteger.TWO.pow(63),
                -7,
                -8,
                true,
                List.of(0, 300, -1),
                Set.of(Kind.TALL),
                Map.of(1, new Query(1, "one"), 2, new Query(0)),
                Instant.parse("2026-11-26T00:00:00.5Z"),
                Duration.ofMillis(-1_500),
                "Al",
                Map.of("n", 1.0, "list", List.of(true, "x")),
                "text",
                new Place("Oslo"),
                again,
                "other",
                new Word("w"));
    }

    @Test
    void every_type_of_field_goes_there_and_back() throws InvalidProtocolBufferException {
        var one = everything(everything(null));

        var bytes = messages.write(one, EVERYTHING);

        assertThat(read(bytes, EVERYTHING, Everything.class)).isEqualTo(one);
        assertThat(DynamicMessage.parseFrom(EVERYTHING, bytes).toByteString().size())
                .as("protobuf's own reader agrees")
                .isEqualTo(bytes.length);
        assertThat(messages.write(read(bytes, EVERYTHING, Map.class), EVERYTHING))
                .hasSameSizeAs(bytes);
    }

    @Test
    void absent_fields_of_a_record_are_what_protobuf_says() {
        var hero = (Hero) read(new byte[0], HERO, Hero.class);

        assertThat(hero.name()).isEmpty();
        assertThat(hero.kind()).isEqualTo(Kind.NONE);
        assertThat(hero.tags()).isEmpty();
        assertThat(hero.counts()).isEmpty();
        assertThat(hero.maybe()).isEmpty();
        assertThat(hero.right()).isNull();
        assertThat(hero.inner()).isNull();
        assertThat(messages.write(hero, HERO)).isEmpty();
    }

    @Test
    void the_last_of_several_choices_counts() {
        var both = ByteString.copyFrom(messages.write(Map.of("left", "l"), HERO))
                .concat(ByteString.copyFrom(messages.write(Map.of("right", 1), HERO)))
                .toByteArray();

        assertThat(read(both, HERO, Map.class)).isEqualTo(Map.of("right", 1));
    }

    @Test
    void an_entry_of_a_map_may_lack_key_or_value() {
        assertThat(read(new byte[] {0x32, 0, 0x32, 3, 0x0a, 1, 'x'}, HERO, Map.class))
                .isEqualTo(Map.of("counts", Map.of("", 0, "x", 0)));
    }

    @Test
    void well_known_types_may_be_those_of_protobuf() {
        record Timed(Timestamp at) {}

        var bytes =
                messages.write(new Timed(Timestamp.newBuilder().setSeconds(5).build()), EVERYTHING);

        assertThat(read(bytes, EVERYTHING, Map.class)).isEqualTo(Map.of("at", Instant.ofEpochSecond(5)));
        assertThat(((Timed) read(bytes, EVERYTHING, Timed.class)).at().getSeconds())
                .isEqualTo(5);
    }

    @Test
    void what_does_not_fit_is_told_with_its_place() {
        assertThatThrownBy(() -> messages.write(Map.of("inner", Map.of("id", "x")), HERO))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("does not fit at $.inner.id (expected: a whole number)");
        assertThatThrownBy(() -> messages.write("text", HERO))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("an object with the fields of demo.v1.Hero");
        assertThatThrownBy(() -> messages.write(null, HERO)).isInstanceOf(UnserializableValueException.class);
        assertThatThrownBy(() -> messages.write(Map.of("id", 1L << 40), HERO))
                .hasMessageContaining("a whole number from -2147483648 to 2147483647");
        assertThatThrownBy(() -> messages.read(new byte[] {(byte) 0x80}, HERO, Map.class))
                .isInstanceOf(InvalidPayloadException.class);
        assertThatThrownBy(() -> messages.read(new byte[] {0x0a, 0}, HERO, Map.class))
                .isInstanceOf(InvalidPayloadException.class)
                .hasMessageContaining("$.id");
    }

    @Test
    void a_number_is_left_out_only_where_it_is_zero() {
        assertThat(read(
                        messages.write(
                                Map.of("aFloat", new BigDecimal("0.3"), "aDouble", new BigDecimal("-0.3")), EVERYTHING),
                        EVERYTHING,
                        Map.class))
                .isEqualTo(Map.of("aFloat", 0.3f, "aDouble", -0.3));
        assertThatThrownBy(() -> messages.write(Map.of("id", new BigDecimal("0.5")), HERO))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("$.id (expected: a whole number)");
        assertThatThrownBy(() -> messages.write(Map.of("aUlong", BigInteger.TWO.pow(64)), EVERYTHING))
                .isInstanceOf(UnserializableValueException.class)
                .hasMessageContaining("$.aUlong (expected: a whole number of 64 bits, not negative)");
        for (var field : List.of("aFloat", "aDouble", "aSint", "aUlong")) {
            for (var zero : List.of(BigDecimal.ZERO, new BigDecimal("0.00"), BigInteger.ZERO, 0, 0L)) {
                assertThat(messages.write(Map.of(field, zero), EVERYTHING)).isEmpty();
            }
        }
    }

    record Misspelt(int id, String nam) {}

    @Test
    void a_component_that_no_field_fits_is_a_mistake_of_the_program() {
        assertThatThrownBy(() -> messages.read(new byte[0], HERO, Misspelt.class))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining("has a component nam, and the message demo.v1.Hero no such field");
        assertThatThrownBy(() -> messages.read(new byte[0], HERO, Timestamp.class))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining("messages of the type demo.v1.Hero");
    }

    @Test
    void messages_in_messages_are_bounded() {
        var bytes = new byte[0];
        for (var depth = 0; depth < 150; depth++) {
            var out = new WireOutput();
            out.field(21, bytes);
            bytes = out.toByteArray();
        }
        var deep = bytes;

        assertThatThrownBy(() -> messages.read(deep, EVERYTHING, Map.class))
                .isInstanceOf(InvalidPayloadException.class)
                .hasMessageContaining("no deeper than 100");
    }

    @Test
    void a_message_that_comes_in_parts_is_merged() throws IOException {
        record Inner(int id, String text) {}
        record Outer(int id, Inner inner) {}
        var parts = new ByteArrayOutputStream();
        parts.write(messages.write(Map.of("inner", Map.of("id", 5)), HERO));
        parts.write(messages.write(Map.of("id", 1, "inner", Map.of("text", "t")), HERO));

        assertThat(messages.read(parts.toByteArray(), HERO, Outer.class)).isEqualTo(new Outer(1, new Inner(5, "t")));
    }
}

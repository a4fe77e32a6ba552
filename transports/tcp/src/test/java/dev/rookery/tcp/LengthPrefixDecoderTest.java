package dev.rookery.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rookery.error.UndecodableMessageException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames in, however they are cut; packets out. */
final class LengthPrefixDecoderTest {
    private static final int LIMIT = 1024 * 1024;
    private static final String REPLACED = "\uFFFD";

    @Test
    void a_frame_becomes_its_text() {
        assertThat(packets("15#{\"pattern\":\"a\"}")).containsExactly("{\"pattern\":\"a\"}");
    }

    @Test
    void frames_that_come_together_are_taken_apart() {
        assertThat(packets("1#11#22#{}2#[]")).containsExactly("1", "2", "{}", "[]");
    }

    @Test
    void the_length_counts_utf_16_code_units() {
        assertThat(packets("5#\"a😀\"6#\"é€😀\"")).containsExactly("\"a😀\"", "\"é€😀\"");
    }

    static Stream<GoldenFrame> goldenFrames() {
        return GoldenFrame.all().stream().filter(frame -> !frame.name().startsWith("malformed"));
    }

    @ParameterizedTest
    @MethodSource("goldenFrames")
    void golden_frames_are_read_in_whatever_two_pieces_they_come(GoldenFrame frame) {
        var bytes = frame.bytes();
        var whole = feed(List.of(bytes));
        assertThat(whole).isNotEmpty();
        for (var cut = 0; cut <= bytes.length; cut++) {
            assertThat(feed(List.of(slice(bytes, 0, cut), slice(bytes, cut, bytes.length))))
                    .as("cut at %s", cut)
                    .isEqualTo(whole);
        }
        assertThat(feed(singleBytes(bytes))).isEqualTo(whole);
    }

    static Stream<GoldenFrame> sentByNest() {
        return goldenFrames()
                .filter(frame -> frame.name().startsWith("re") || frame.name().startsWith("event"));
    }

    @ParameterizedTest
    @MethodSource("sentByNest")
    void golden_frames_are_written_as_nest_writes_them(GoldenFrame frame) {
        var written = new ByteArrayOutputStream();
        for (var packet : feed(List.of(frame.bytes()))) {
            written.writeBytes(framed(packet));
        }
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo(frame.text());
    }

    @RepeatedTest(200)
    void random_texts_in_random_pieces_come_out_as_they_went_in() {
        var random = new Random();
        var texts = IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(index -> randomText(random))
                .toList();
        var stream = new ByteArrayOutputStream();
        texts.forEach(text -> stream.writeBytes(ReferenceFraming.frame(text)));
        var expected = ReferenceFraming.packets(stream.toString(StandardCharsets.UTF_8));

        assertThat(feed(randomPieces(random, stream.toByteArray()))).isEqualTo(expected);
        assertThat(expected).isEqualTo(texts);
        texts.forEach(text -> assertThat(framed(text)).isEqualTo(ReferenceFraming.frame(text)));
    }

    @RepeatedTest(200)
    void random_bytes_are_cut_the_same_way_however_they_come() {
        var random = new Random();
        var bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        var declared = 1 + random.nextInt(100);
        var stream = new ByteArrayOutputStream();
        stream.writeBytes((declared + "#").getBytes(StandardCharsets.UTF_8));
        stream.writeBytes(bytes);
        assertThat(outcome(randomPieces(random, stream.toByteArray())))
                .isEqualTo(outcome(List.of(stream.toByteArray())));
    }

    @ParameterizedTest
    @CsvSource({
        "FF, 1",
        "C0 AF, 2",
        "E2 82, 1",
        "E2 82 41, 2",
        "F0 9F 98, 1",
        "F0 9F 41, 2",
        "ED A0 80, 3",
        "E0 80 80, 3",
        "F4 90 80 80, 4",
        "F5 80 80 80, 4",
        "80, 1",
        "C3 C3 A9, 2",
    })
    void each_bad_sequence_counts_one_unit_as_in_node(String hexadecimal, int units) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((units + 2 + "#\"").getBytes(StandardCharsets.UTF_8));
        for (var octet : hexadecimal.split(" ", -1)) {
            bytes.write(Integer.parseInt(octet, 16));
        }
        bytes.writeBytes("\"1#7".getBytes(StandardCharsets.UTF_8));
        var expected = new String(parse(hexadecimal), StandardCharsets.UTF_8).contains("A") ? REPLACED + "A" : null;

        var packets = feed(List.of(bytes.toByteArray()));
        assertThat(packets).hasSize(2).last().isEqualTo("7");
        assertThat(packets.getFirst()).hasSize(units + 2).contains(expected == null ? REPLACED : expected);
        assertThat(feed(singleBytes(bytes.toByteArray()))).isEqualTo(packets);
    }

    private static byte[] parse(String hexadecimal) {
        var bytes = new ByteArrayOutputStream();
        for (var octet : hexadecimal.split(" ", -1)) {
            bytes.write(Integer.parseInt(octet, 16));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " 2#{}",
                "\n2#{}",
                "\t\r\n 2#{}",
                "+2#{}",
                "002#{}",
                "2.0#{}",
                "2abc#{}",
                "2 #{}",
                "\u00A0\uFEFF2#{}",
                "\u20032,5#{}"
            })
    void a_length_is_read_as_javascript_reads_numbers(String frame) {
        assertThat(packets(frame)).containsExactly("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#{}",
                "0#{}",
                "-2#{}",
                "abc#{}",
                "0x2#{}",
                "++2#{}",
                "+ 2#{}",
                "\"2\"#{}",
                "００２#{}",
                "NaN#",
                "- 2#{}",
                "0000#"
            })
    void what_is_no_length_is_refused(String frame) {
        assertThatExceptionOfType(UndecodableMessageException.class)
                .isThrownBy(() -> packets(frame))
                .withMessageContaining("no length")
                .withMessageContaining("<length>#<json>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99999999999#{}",
                "9999999999999999999999999999999999999999#{}",
                "{\"pattern\":1}",
                "\n",
                "3#{}",
                ""
            })
    void what_may_go_on_is_waited_for(String beginning) {
        assertThat(packets(beginning)).isEmpty();
    }

    @Test
    void a_length_that_ends_inside_a_character_is_refused() {
        assertThatExceptionOfType(UndecodableMessageException.class)
                .isThrownBy(() -> packets("2#\"😀\""))
                .withMessageContaining("inside a character");
    }

    @Test
    void a_peer_that_never_sends_a_delimiter_is_refused() {
        assertThatExceptionOfType(UndecodableMessageException.class)
                .isThrownBy(() -> packets("1".repeat(LengthPrefixDecoder.MAX_PREFIX_BYTES + 1)))
                .withMessageContaining("No # within");
    }

    @Test
    void a_frame_beyond_the_limit_is_refused_as_soon_as_its_bytes_are_there() {
        var decoder = new LengthPrefixDecoder(10);
        assertThat(decoder.next(bytes("99#1234567890"))).isNull();
        assertThatExceptionOfType(UndecodableMessageException.class)
                .isThrownBy(() -> decoder.next(bytes("99#12345678901")))
                .withMessageContaining("more than 10 bytes")
                .withMessageContaining("maxFrameBytes");
    }

    @Test
    void a_frame_of_just_the_limit_passes() {
        assertThat(new LengthPrefixDecoder(10).next(bytes("10#1234567890"))).hasSize(10);
    }

    @Test
    void what_a_peer_wrote_cannot_break_a_log_line() {
        assertThatExceptionOfType(UndecodableMessageException.class)
                .isThrownBy(() -> packets("a\r\nINFO forged#"))
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("\n", "\r"));
    }

    @Test
    void a_big_frame_in_small_pieces_is_looked_at_once() {
        var text = "é".repeat(4 * 1024 * 1024);
        var frame = ReferenceFraming.frame(text);
        var decoder = new LengthPrefixDecoder(16 * 1024 * 1024);
        for (var arrived = 64; arrived < frame.length; arrived += 64) {
            assertThat(decoder.next(ByteBuffer.wrap(frame, 0, arrived))).isNull();
        }
        assertThat(decoder.next(ByteBuffer.wrap(frame))).hasSize(frame.length - 8);
    }

    @Test
    void a_flood_of_tiny_frames_is_read_in_a_loop() {
        assertThat(packets("1#1".repeat(100_000))).hasSize(100_000);
    }

    // ---- how it is fed ----

    private static List<String> packets(String stream) {
        return feed(List.of(stream.getBytes(StandardCharsets.UTF_8)));
    }

    private static String outcome(List<byte[]> pieces) {
        try {
            return feed(pieces).toString();
        } catch (UndecodableMessageException error) {
            return String.valueOf(error.getMessage());
        }
    }

    /** Feeds pieces as a connection does: what was not consumed comes again, with more behind it. */
    private static List<String> feed(List<byte[]> pieces) {
        var decoder = new LengthPrefixDecoder(LIMIT);
        var packets = new ArrayList<String>();
        var rest = new byte[0];
        for (var piece : pieces) {
            var received = ByteBuffer.allocate(rest.length + piece.length)
                    .put(rest)
                    .put(piece)
                    .flip();
            for (var packet = decoder.next(received); packet != null; packet = decoder.next(received)) {
                packets.add(new String(packet, StandardCharsets.UTF_8));
            }
            rest = new byte[received.remaining()];
            received.get(rest);
        }
        return packets;
    }

    private static List<byte[]> singleBytes(byte[] bytes) {
        return IntStream.range(0, bytes.length)
                .mapToObj(index -> slice(bytes, index, index + 1))
                .toList();
    }

    private static List<byte[]> randomPieces(Random random, byte[] bytes) {
        var pieces = new ArrayList<byte[]>();
        for (var from = 0; from < bytes.length; ) {
            var to = Math.min(bytes.length, from + random.nextInt(12));
            pieces.add(slice(bytes, from, to));
            from = to;
        }
        return pieces;
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] framed(String packet) {
        var frame = new FrameBuffer();
        var text = packet.getBytes(StandardCharsets.UTF_8);
        frame.write(text, 0, text.length);
        TcpFraming.NEST.frame(frame);
        return Arrays.copyOfRange(frame.array(), frame.offset(), frame.offset() + frame.length());
    }

    /** Any characters but lone surrogates, which UTF-8 has not. */
    private static String randomText(Random random) {
        var text = new StringBuilder();
        var length = 1 + random.nextInt(60);
        for (var index = 0; index < length; index++) {
            text.appendCodePoint(
                    switch (random.nextInt(6)) {
                        case 0 -> 0x80 + random.nextInt(0x780);
                        case 1 -> 0x800 + random.nextInt(0xD000);
                        case 2 -> 0xE000 + random.nextInt(0x2000);
                        case 3 -> 0x10000 + random.nextInt(0x100000);
                        default -> random.nextInt(0x80);
                    });
        }
        return text.toString();
    }
}

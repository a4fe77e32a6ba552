package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;
import org.junit.jupiter.api.Test;

final class MessageAssemblyTest {
    private final MessageAssembly assembly = new MessageAssembly(10, TimeUnit.HOURS.toNanos(1));

    private static Frame frame(byte opCode, boolean last, byte... payload) {
        return new Frame(opCode, last, ByteBuffer.wrap(payload));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void one_frame_may_be_a_message() {
        assertThat(assembly.add(frame(OpCode.TEXT, true, utf8("text")))).hasValue(utf8("text"));
        assertThat(assembly.add(new Frame(OpCode.TEXT))).hasValue(new byte[0]);
    }

    @Test
    void frames_are_put_together_and_a_character_may_be_split() {
        var euro = utf8("€");
        assertThat(assembly.add(frame(OpCode.TEXT, false, euro[0]))).isEmpty();
        assertThat(assembly.add(frame(OpCode.CONTINUATION, false, euro[1]))).isEmpty();
        assertThat(assembly.add(frame(OpCode.CONTINUATION, true, euro[2]))).hasValue(euro);
        assertThat(assembly.add(frame(OpCode.BINARY, true, (byte) 1))).hasValue(new byte[] {1});
    }

    @Test
    void a_text_has_to_be_utf_8_and_bytes_need_not() {
        assertThatThrownBy(() -> assembly.add(frame(OpCode.TEXT, true, (byte) 0xFF)))
                .isInstanceOf(BadPayloadException.class);
        assertThat(assembly.add(frame(OpCode.BINARY, true, (byte) 0xFF))).isPresent();
    }

    @Test
    void the_bound_is_for_the_message() {
        assertThat(assembly.add(frame(OpCode.TEXT, true, new byte[10]))).isPresent();
        assertThatThrownBy(() -> assembly.add(frame(OpCode.TEXT, true, new byte[11])))
                .isInstanceOf(MessageTooLargeException.class);
    }

    @Test
    void what_is_too_large_in_parts_is_refused_at_its_end() {
        assertThat(assembly.add(frame(OpCode.TEXT, false, new byte[6]))).isEmpty();
        assertThat(assembly.add(frame(OpCode.CONTINUATION, false, new byte[6]))).isEmpty();
        assertThat(assembly.add(frame(OpCode.CONTINUATION, false, new byte[1]))).isEmpty();
        assertThatThrownBy(() -> assembly.add(frame(OpCode.CONTINUATION, true, new byte[1])))
                .isInstanceOf(MessageTooLargeException.class);
    }

    @Test
    void an_end_that_does_not_come_is_not_waited_for() {
        var impatient = new MessageAssembly(10, 0);
        assertThat(impatient.add(frame(OpCode.TEXT, false, new byte[6]))).isEmpty();
        assertThatThrownBy(() -> impatient.add(frame(OpCode.CONTINUATION, false, new byte[6])))
                .isInstanceOf(MessageTooLargeException.class);
    }
}

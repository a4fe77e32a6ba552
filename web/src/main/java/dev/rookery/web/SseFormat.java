package dev.rookery.web;

import dev.rookery.codec.PacketCodec;
import dev.rookery.transport.MessageRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Server-sent events as the HTML standard has them, in the order of lines and with the numbers that Nest gives. */
final class SseFormat implements StreamFormat {
    static final String MEDIA_TYPE = "text/event-stream";

    private final PacketCodec codec;
    private long number;

    SseFormat(PacketCodec codec) {
        this.codec = codec;
    }

    @Override
    public String contentType() {
        return MEDIA_TYPE;
    }

    /** Something, so that the head goes out at once. */
    @Override
    public void begin(ByteArrayOutputStream out) {
        out.write('\n');
    }

    @Override
    public void value(@Nullable Object value, ByteArrayOutputStream out) {
        var data = MessageRecord.dataOf(value);
        write(data instanceof SseEvent event ? event : new SseEvent(null, null, data, null), out);
    }

    private void write(SseEvent event, ByteArrayOutputStream out) {
        var text = new StringBuilder();
        line(text, "event", event.event());
        var data = event.data() == null ? null : Values.text(event.data(), codec);
        line(text, "id", event.id() == null ? String.valueOf(++number) : event.id());
        var retry = event.retry();
        line(text, "retry", retry == null ? null : String.valueOf(retry.toMillis()));
        if (data != null) {
            data.lines().forEach(part -> line(text, "data", part));
            if (data.isEmpty() || data.endsWith("\n") || data.endsWith("\r")) {
                line(text, "data", ""); // the empty last line that lines() leaves out
            }
        }
        out.writeBytes(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void line(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append(name).append(": ").append(value).append('\n');
        }
    }

    @Override
    public void end(ByteArrayOutputStream out) {}

    @Override
    public boolean error(HttpError error, ByteArrayOutputStream out) {
        write(SseEvent.of("error", error.body()), out);
        return true;
    }

    @Override
    public void heartbeat(ByteArrayOutputStream out) {
        out.writeBytes(":\n\n".getBytes(StandardCharsets.UTF_8));
    }
}

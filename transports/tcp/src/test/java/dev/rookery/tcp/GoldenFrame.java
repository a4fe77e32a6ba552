package dev.rookery.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a real Nest peer put on the wire, or what it did with what a test peer had put there. */
record GoldenFrame(
        String name,
        String direction,
        @Nullable String text,
        @Nullable String base64,
        @Nullable String note) {

    static List<GoldenFrame> all() {
        try (var file = GoldenFrame.class.getResourceAsStream("golden-frames.json")) {
            return JsonMapper.shared().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        return base64 != null
                ? Base64.getDecoder().decode(base64)
                : String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    }

    boolean saysThat(String outcome) {
        return note != null && note.contains(outcome);
    }

    /** The frames that the note says are answered. */
    String answer() {
        var told = String.valueOf(note);
        var begin = told.indexOf("answer ") + "answer ".length();
        return told.substring(begin, told.indexOf(';', begin));
    }

    @Override
    public String toString() {
        return name;
    }
}

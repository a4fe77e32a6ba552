package dev.rookery.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The path of a request, in parts. It is split before it is decoded, so that an encoded slash is part of a value. */
final class RequestPath {
    private RequestPath() {}

    /**
     * Splits and decodes.
     *
     * @param raw the path as it came, with its percent signs
     * @return the parts, without an empty one at the end; nothing if it is no path: a wrong escape, no UTF-8, or a part that is {@code .} or {@code ..}
     */
    static Optional<List<String>> segments(String raw) {
        var segments = new ArrayList<String>();
        var begin = raw.startsWith("/") ? 1 : 0;
        while (begin < raw.length()) {
            var slash = raw.indexOf('/', begin);
            var end = slash < 0 ? raw.length() : slash;
            var segment = decode(raw, begin, end);
            if (segment.isEmpty() || segment.get().equals(".") || segment.get().equals("..")) {
                return Optional.empty();
            }
            segments.add(segment.get());
            begin = end + 1;
        }
        return Optional.of(segments);
    }

    private static Optional<String> decode(String raw, int begin, int end) {
        var plain = raw.substring(begin, end);
        if (plain.indexOf('%') < 0) {
            return Optional.of(plain);
        }
        var bytes = new ByteArrayOutputStream(plain.length());
        for (var index = 0; index < plain.length(); index++) {
            var character = plain.charAt(index);
            if (character != '%') {
                bytes.writeBytes(String.valueOf(character).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            var value = index + 2 < plain.length() ? octet(plain.charAt(index + 1), plain.charAt(index + 2)) : -1;
            if (value < 0) {
                return Optional.empty();
            }
            bytes.write(value);
            index += 2;
        }
        return text(bytes.toByteArray());
    }

    private static int octet(char high, char low) {
        var first = Character.digit(high, 16);
        var second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first * 16 + second;
    }

    private static Optional<String> text(byte[] utf8) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}

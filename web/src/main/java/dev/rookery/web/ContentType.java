package dev.rookery.web;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What a body says that it is.
 *
 * @param mediaType in lower case, without parameters
 * @param charset as named; empty if it is unknown
 */
record ContentType(String mediaType, Optional<Charset> charset) {

    private static final Optional<Charset> UTF_8 = Optional.of(StandardCharsets.UTF_8);
    private static final ContentType JSON = new ContentType("application/json", UTF_8);
    private static final String IN_UTF_8 = "; charset=utf-8";

    static ContentType of(String header) {
        if (header.equals(JSON.mediaType)) {
            return JSON; // nearly always, and quicker than to take it apart
        }
        var parts = header.split(";", -1);
        var charset = UTF_8;
        for (var index = 1; index < parts.length; index++) {
            var parameter = parts[index].strip();
            if (parameter.toLowerCase(Locale.ROOT).startsWith("charset=")) {
                charset = charset(parameter.substring("charset=".length()).replace("\"", ""));
            }
        }
        return new ContentType(parts[0].strip().toLowerCase(Locale.ROOT), charset);
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** What a handler says of a text, with the charset in which texts are written in place of any other. */
    static String inUtf8(String header) {
        if (header.endsWith(IN_UTF_8) && header.indexOf(';') == header.length() - IN_UTF_8.length()) {
            return header;
        }
        var parts = new StringJoiner(";");
        for (var part : header.split(";", -1)) {
            if (!part.strip().toLowerCase(Locale.ROOT).startsWith("charset=")) {
                parts.add(part);
            }
        }
        return parts.add(" charset=utf-8").toString();
    }

    boolean isJson() {
        return mediaType.equals("application/json") || mediaType.endsWith("+json");
    }

    boolean isForm() {
        return mediaType.equals("application/x-www-form-urlencoded");
    }

    boolean isMultipart() {
        return mediaType.equals("multipart/form-data");
    }

    boolean isText() {
        return mediaType.startsWith("text/");
    }
}

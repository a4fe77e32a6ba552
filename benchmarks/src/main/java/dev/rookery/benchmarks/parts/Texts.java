package dev.rookery.benchmarks.parts;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts of a given size, in languages that differ in how many bytes their letters take. */
final class Texts {
    static final String ASCII = "ascii";
    static final String GERMAN = "german";
    static final String CHINESE = "chinese";
    static final String EMOJI = "emoji";

    private Texts() {}

    /** A text that takes at most so many bytes as UTF-8, and nearly as many, none of which JSON escapes. */
    static String ofBytes(String language, int bytes) {
        var words = words(language);
        var text = new StringBuilder(bytes);
        var left = bytes;
        for (var index = 0; ; index++) {
            var word = words.get(index % words.size()) + ' ';
            left -= utf8(word).length;
            if (left < 0) {
                return text.toString();
            }
            text.append(word);
        }
    }

    private static List<String> words(String language) {
        return switch (language) {
            case ASCII -> List.of("the", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "dog", "again");
            case GERMAN -> List.of("zwölf", "Boxkämpfer", "jagen", "Viktor", "quer", "über", "den", "großen", "Deich");
            case CHINESE -> List.of("天地玄黄", "宇宙洪荒", "日月盈昃", "辰宿列张", "寒来暑往", "秋收冬藏");
            case EMOJI -> List.of("good", "morning", "🌞", "well", "done", "🎉🎉", "see", "you", "🚀");
            default ->
                throw new IllegalArgumentException("language: " + language + " (expected: one of the constants)");
        };
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

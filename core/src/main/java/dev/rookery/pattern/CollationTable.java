package dev.rookery.pattern;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The collation elements of characters, read from {@code root-order.txt}: Latin, Greek, Cyrillic, kana, punctuation and
 * the symbols below U+3100. What it does not list goes by code point: symbols (emoji too) after the listed ones,
 * letters before the kana, then ideographs, then all else. Immutable.
 */
final class CollationTable {
    private static final long[] IGNORED = {};
    private static final int FIRST_OF_MAIN_IDEOGRAPHS = 0x4E00;
    private static final int LAST_OF_MAIN_IDEOGRAPHS = 0x9FFF;

    /** The table of the CLDR root collation; it comes last because loading it needs the constants. */
    static final CollationTable ROOT = load("root-order.txt");

    private final Map<String, long[]> elements = new HashMap<>();
    private int symbols;
    private int letters;
    private int ideographs;

    private CollationTable(Stream<String> lines) {
        lines.filter(line -> !line.startsWith("#")).forEach(this::addLine);
    }

    private static CollationTable load(String resource) {
        var stream = Objects.requireNonNull(CollationTable.class.getResourceAsStream(resource), resource);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return new CollationTable(reader.lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addLine(String line) {
        var split = line.indexOf(" =");
        var what = line.substring(0, split);
        var values = line.substring(split + 2).strip();
        switch (what) {
            case "@symbols" -> symbols = hex(values);
            case "@letters" -> letters = hex(values);
            case "@ideographs" -> ideographs = hex(values);
            default -> addCharacters(what, values.isEmpty() ? IGNORED : elementsIn(values));
        }
    }

    private static long[] elementsIn(String values) {
        var all = values.split(" ", -1);
        var result = new long[all.length];
        for (var i = 0; i < all.length; i++) {
            var levels = all[i].split("\\.", -1);
            result[i] = CollationElement.ranked(hex(levels[0]), hex(levels[1]), hex(levels[2]));
        }
        return result;
    }

    private void addCharacters(String what, long[] first) {
        var plus = what.indexOf('+');
        if (plus >= 0) { // two characters that sort as one
            var pair = Character.toString(hex(what.substring(0, plus)))
                    + Character.toString(hex(what.substring(plus + 1)));
            elements.put(pair, first);
            return;
        }
        var dots = what.indexOf("..");
        var from = hex(dots < 0 ? what : what.substring(0, dots));
        var to = dots < 0 ? from : hex(what.substring(dots + 2));
        for (var codePoint = from; codePoint <= to; codePoint++) {
            elements.put(Character.toString(codePoint), CollationElement.plus(first, codePoint - from));
        }
    }

    private static int hex(String digits) {
        return Integer.parseInt(digits, 16);
    }

    /** Returns the elements of a text, in order. */
    long[] elementsOf(String text) {
        var characters = Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .mapToObj(Character::toString)
                .toList();
        var all = LongStream.builder();
        var next = 0;
        while (next < characters.size()) {
            var character = characters.get(next);
            var pair = next + 1 < characters.size() ? elements.get(character + characters.get(next + 1)) : null;
            Arrays.stream(pair != null ? pair : elementsOfCharacter(character)).forEach(all);
            next += pair != null ? 2 : 1;
        }
        return all.build().toArray();
    }

    private long[] elementsOfCharacter(String character) {
        var listed = elements.get(character);
        return listed != null ? listed : unlisted(character.codePointAt(0));
    }

    private long[] unlisted(int codePoint) {
        var type = Character.getType(codePoint);
        if (type == Character.FORMAT) {
            return IGNORED;
        }
        return new long[] {CollationElement.unranked(rankOfUnlisted(codePoint, type), codePoint)};
    }

    private int rankOfUnlisted(int codePoint, int type) {
        if (Character.isIdeographic(codePoint)) {
            return codePoint >= FIRST_OF_MAIN_IDEOGRAPHS && codePoint <= LAST_OF_MAIN_IDEOGRAPHS
                    ? ideographs
                    : ideographs + 1;
        }
        return switch (type) {
            case Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE -> ideographs + 2;
            case Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> symbols;
            default -> letters;
        };
    }
}

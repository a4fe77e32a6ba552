import com.ibm.icu.impl.coll.Collation;
import com.ibm.icu.impl.coll.CollationRoot;
import com.ibm.icu.impl.coll.UTF16CollationIterator;
import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Collator;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes core/src/main/resources/dev/rookery/pattern/root-order.txt to standard output. Not part of the build: it needs
 * ICU4J (com.ibm.icu:icu4j:78.2, the version that Node 24 has inside): java -cp icu4j-78.2.jar MakeRootOrder.java
 */
final class MakeRootOrder {
    private static final int[][] BLOCKS = {
        {0x0000, 0x052F},
        {0x1E00, 0x1FFF},
        {0x2000, 0x2BFF},
        {0x3000, 0x30FF}, // alphabets, kana, symbols
        {0xFB00, 0xFB06},
        {0xFE00, 0xFE0F},
        {0xFF00, 0xFFEF} // ligatures, variation selectors, full width
    };
    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();

    public static void main(String[] args) {
        Map<String, List<Long>> elements = new LinkedHashMap<>();
        for (int[] block : BLOCKS) {
            for (int c = block[0]; c <= block[1]; c++) {
                String text = Character.toString(c);
                if (UCharacter.isDefined(c) && !Character.isIdeographic(c) && NFD.isNormalized(text)) {
                    elements.put(text, elementsOf(text));
                }
            }
        }
        UnicodeSet contractions = new UnicodeSet();
        try {
            ((RuleBasedCollator) Collator.getInstance(ULocale.ROOT))
                    .getContractionsAndExpansions(contractions, new UnicodeSet(), true);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        for (String text : contractions) {
            if (NFD.isNormalized(text)
                    && text.codePoints().allMatch(c -> elements.containsKey(Character.toString(c)))) {
                elements.put(text, elementsOf(text));
            }
        }
        TreeMap<Long, Integer> primaries = new TreeMap<>();
        TreeMap<Long, Integer> secondaries = new TreeMap<>();
        TreeMap<Long, Integer> tertiaries = new TreeMap<>();
        for (List<Long> each : elements.values()) {
            for (long element : each) {
                primaries.put(element >>> 32, 0);
                secondaries.put(element >>> 16 & 0xFFFF, 0);
                tertiaries.put(element & 0xFFFF, 0);
            }
        }
        // The places of what the table does not list; see RootOrder.
        Map<String, Long> gaps = new LinkedHashMap<>();
        gaps.put("@symbols", elementsOf("\u02D0").getFirst() >>> 32);
        gaps.put("@letters", elementsOf("\u3042").getFirst() >>> 32);
        gaps.values().forEach(before -> primaries.put(before - 1, 0));
        rank(primaries);
        rank(secondaries);
        rank(tertiaries);

        System.out.print("""
                # Collation elements of the CLDR root collation (ICU 78.2), as ranks: what = primary.secondary.tertiary, all in
                # hexadecimal, 0 for "ignored on this level". In a range the primary counts up. Made by MakeRootOrder.java.
                # Derived from data files that are Copyright (c) 1991-2025 Unicode, Inc. and licensed under the Unicode
                # License v3 (SPDX: Unicode-3.0, https://www.unicode.org/license.txt).
                """);
        gaps.forEach((name, before) -> System.out.println(name + " = " + hex(primaries.get(before - 1))));
        System.out.println("@ideographs = " + hex(primaries.size()));
        int first = -1;
        int last = -1;
        String start = "";
        long[] previous = {-1, -1, -1};
        for (var entry : elements.entrySet()) {
            List<long[]> ranks = new ArrayList<>();
            for (long element : entry.getValue()) {
                if (element != 0) {
                    ranks.add(new long[] {
                        primaries.get(element >>> 32),
                        secondaries.get(element >>> 16 & 0xFFFF),
                        tertiaries.get(element & 0xFFFF)
                    });
                }
            }
            int[] codePoints = entry.getKey().codePoints().toArray();
            boolean next = codePoints.length == 1 && codePoints[0] == last + 1 && last >= 0;
            boolean continues = next && ranks.isEmpty() && start.endsWith("=");
            continues |= next
                    && ranks.size() == 1
                    && ranks.getFirst()[0] == previous[0] + 1
                    && previous[0] > 0
                    && ranks.getFirst()[1] == previous[1]
                    && ranks.getFirst()[2] == previous[2];
            if (!continues) {
                flush(first, last, start);
                first = codePoints.length == 1 ? codePoints[0] : -1;
                StringBuilder line = new StringBuilder();
                for (int c : codePoints) {
                    line.append(line.isEmpty() ? "" : "+").append(hex(c));
                }
                start = line + "|";
                StringBuilder values = new StringBuilder();
                for (long[] rank : ranks) {
                    values.append(' ')
                            .append(hex(rank[0]))
                            .append('.')
                            .append(hex(rank[1]))
                            .append('.')
                            .append(hex(rank[2]));
                }
                start += " =" + values;
            }
            last = codePoints.length == 1 ? codePoints[0] : -1;
            previous = codePoints.length == 1 && ranks.size() == 1 ? ranks.getFirst() : new long[] {-1, -1, -1};
        }
        flush(first, last, start);
    }

    private static void flush(int first, int last, String line) {
        if (!line.isEmpty()) {
            System.out.println(line.replace("|", first >= 0 && last > first ? ".." + hex(last) : ""));
        }
    }

    private static void rank(TreeMap<Long, Integer> weights) {
        int rank = 0;
        weights.put(0L, 0);
        for (var entry : weights.entrySet()) {
            entry.setValue(rank++);
        }
    }

    private static List<Long> elementsOf(String text) {
        var iterator = new UTF16CollationIterator(CollationRoot.getData(), false, text, 0);
        List<Long> elements = new ArrayList<>();
        for (long element = iterator.nextCE(); element != Collation.NO_CE; element = iterator.nextCE()) {
            elements.add(element & 0xFFFFFFFF_FFFF3F3FL); // without the case bits, which tertiary order ignores
        }
        return elements;
    }

    private static String hex(long number) {
        return Long.toHexString(number).toUpperCase();
    }
}

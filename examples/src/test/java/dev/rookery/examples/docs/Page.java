package dev.rookery.examples.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A page in Markdown.
 *
 * @param file its place
 * @param blocks the code in it
 * @param lines its prose: what stands in no block is kept, each line at its place
 */
record Page(Path file, List<Block> blocks, List<String> lines) {
    private static final Pattern FENCE = Pattern.compile("\\s*```(\\S*).*");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?) *#*");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]*)\\)");

    static Page of(Path file) {
        var blocks = new ArrayList<Block>();
        var prose = new ArrayList<String>();
        var all = Repository.read(file).lines().toList();
        for (var index = 0; index < all.size(); index++) {
            var fence = FENCE.matcher(all.get(index));
            prose.add(fence.matches() ? "" : all.get(index));
            if (fence.matches()) {
                var first = index + 1;
                for (index++; !FENCE.matcher(all.get(index)).matches(); index++) {
                    prose.add("");
                }
                prose.add("");
                blocks.add(new Block(place(file, first), fence.group(1), all.subList(first, index)));
            }
        }
        return new Page(file, List.copyOf(blocks), List.copyOf(prose));
    }

    /** The blocks in a language, which is the empty text where a block names none. */
    List<Block> blocks(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** Everything that is linked, pictures too. */
    List<Link> links() {
        var found = new ArrayList<Link>();
        for (var index = 0; index < lines.size(); index++) {
            var place = place(file, index + 1);
            LINK.matcher(CODE.matcher(lines.get(index)).replaceAll("`code`"))
                    .results()
                    .forEach(link -> found.add(new Link(place, file, link.group(1))));
        }
        return found;
    }

    /** The code that stands within sentences and tables, each with its place. */
    List<Span> spans() {
        var found = new ArrayList<Span>();
        for (var index = 0; index < lines.size(); index++) {
            var place = place(file, index + 1);
            CODE.matcher(lines.get(index)).results().forEach(code -> {
                var text = code.group();
                found.add(new Span(place, text.substring(1, text.length() - 1)));
            });
        }
        return found;
    }

    /** Of the tables' last columns, the code that {@link #spans} gives. */
    List<Span> lastColumn() {
        return new Page(file, blocks, lines.stream().map(Page::last).toList()).spans();
    }

    private static String last(String line) {
        var cells = line.split("(?<!\\\\)\\|", -1); // the last is behind the row's end
        return line.startsWith("|") && cells.length > 2 ? cells[cells.length - 2] : "";
    }

    /** What a link to this page may have behind its #, as GitHub makes it of the headings. */
    Set<String> anchors() {
        var found = new HashSet<String>();
        var uses = new HashMap<String, Integer>();
        for (var line : lines) {
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                var name = anchor(heading.group(1));
                var before = uses.merge(name, 1, Integer::sum) - 1;
                found.add(before == 0 ? name : name + "-" + before);
            }
        }
        return found;
    }

    private static String anchor(String heading) {
        return heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static String place(Path file, int line) {
        return Repository.ROOT.relativize(file) + ":" + line;
    }

    @Override
    public String toString() {
        return Repository.ROOT.relativize(file).toString();
    }

    /** Code between fences: where it begins, what its language is called, and its lines. */
    record Block(String place, String language, List<String> lines) {
        String text() {
            return String.join("\n", lines);
        }

        @Override
        public String toString() {
            return place + "\n" + text();
        }
    }

    /** Where a link stands, in which file, and what it says. */
    record Link(String place, Path from, String target) {
        @Override
        public String toString() {
            return place + " → " + target;
        }
    }

    /** Where some code within a sentence stands, and what it says. */
    record Span(String place, String code) {
        @Override
        public String toString() {
            return place + " `" + code + "`";
        }
    }
}

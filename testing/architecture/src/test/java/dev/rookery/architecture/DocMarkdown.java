package dev.rookery.architecture;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.TextTree;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns what a Javadoc comment says into Markdown. Other tags than those for code, links and text are left out. */
final class DocMarkdown {

    private static final Map<String, String> ENTITIES =
            Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "nbsp", " ", "rarr", "→");

    private DocMarkdown() {}

    /** On one line. */
    static String of(List<? extends DocTree> comment) {
        return comment.stream()
                .map(DocMarkdown::of)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String of(DocTree part) {
        return switch (part) {
            case TextTree text -> escaped(text.getBody());
            case LiteralTree code
            when code.getKind() == DocTree.Kind.CODE -> code(code.getBody().getBody());
            case LiteralTree literal -> escaped(literal.getBody().getBody());
            case LinkTree link when !link.getLabel().isEmpty() -> of(link.getLabel());
            case LinkTree link ->
                code(link.getReference().getSignature().replaceFirst("^#", "").replace('#', '.'));
            case EntityTree entity ->
                escaped(ENTITIES.getOrDefault(entity.getName().toString(), entity.toString()));
            default -> "";
        };
    }

    private static String code(String text) {
        return "`" + text.strip() + "`";
    }

    private static String escaped(String text) {
        return text.replace("<", "&lt;").replace("*", "\\*");
    }
}

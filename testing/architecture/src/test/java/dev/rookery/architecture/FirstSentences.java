package dev.rookery.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** The first sentences of the Javadoc of types and packages, read from sources, since class files have none. */
final class FirstSentences {

    private final Map<String, String> sentences = new HashMap<>();
    private final DocTrees docs;

    private FirstSentences(JavacTask compiler) {
        docs = DocTrees.instance(compiler);
    }

    /** Of all sources below a folder. */
    static FirstSentences in(Path folder) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var unheard = new DiagnosticCollector<JavaFileObject>();
        try (var files = compiler.getStandardFileManager(unheard, null, null);
                var found = Files.walk(folder)) {
            var sources =
                    found.filter(file -> file.toString().endsWith(".java")).toList();
            var task = (JavacTask) compiler.getTask(
                    null, files, unheard, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            var sentences = new FirstSentences(task);
            task.parse().forEach(sentences::read);
            return sentences;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a type or package by its full name, as Markdown; empty when it has no Javadoc. */
    Optional<String> of(String name) {
        return Optional.ofNullable(sentences.get(name));
    }

    private void read(CompilationUnitTree source) {
        var declared = Objects.requireNonNull(source.getPackage(), "a source without a package");
        var packageName = declared.getPackageName().toString();
        read(new TreePath(new TreePath(source), declared), packageName);
        readTypes(new TreePath(source), source.getTypeDecls(), packageName);
    }

    private void readTypes(TreePath owner, List<? extends Tree> members, String ownerName) {
        for (var member : members) {
            if (member instanceof ClassTree type) {
                var path = new TreePath(owner, type);
                var name = ownerName + "." + type.getSimpleName();
                read(path, name);
                readTypes(path, type.getMembers(), name);
            }
        }
    }

    private void read(TreePath path, String name) {
        var comment = docs.getDocCommentTree(path);
        if (comment != null) {
            sentences.put(name, DocMarkdown.of(comment.getFirstSentence()));
        }
    }
}

package dev.rookery.examples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of this repository, as the tests of its pages look at them. */
final class Repository {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Set<String> NOT_OURS = Set.of(".git", "target", "node_modules");
    private static final Repository HERE = new Repository();

    private final List<Path> files = new ArrayList<>();

    private Repository() {
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes unused) {
                    return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes unused) {
                    files.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(null);
    }

    /** Every page, wherever it lies. */
    static List<Page> pages() {
        return named(".md").stream().map(Page::of).toList();
    }

    /** Every compiled Java file. */
    static List<Path> java() {
        return named(".java");
    }

    /** The Java files of what is published. */
    static List<Path> published() {
        return java().stream()
                .filter(file -> file.toString().contains("/src/main/java/"))
                .filter(file -> !ROOT.relativize(file).toString().matches("(examples|benchmarks|interop)/.*"))
                .toList();
    }

    /** The files whose names end so. */
    static List<Path> named(String end) {
        return HERE.files.stream().filter(file -> file.toString().endsWith(end)).toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Code without what formatters change. */
    static String bare(String code) {
        return code.replaceAll("\\s", "");
    }
}

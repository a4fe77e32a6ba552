package dev.rookery.archetype;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** What the archetype has generated for one transport. It can be compiled and tested on the class path of these tests. */
record GeneratedProject(Path folder) {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    static GeneratedProject of(String transport) {
        return new GeneratedProject(Path.of("target/test-classes/projects", transport, "project/greeter-service"));
    }

    /** What the compiler says; nothing if all is well. A warning is an error to it. */
    String compile() throws IOException {
        var said = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of(
                    "-d", classes().toString(), "-cp", CLASS_PATH, "-proc:none", "-Xlint:all,-classfile", "-Werror");
            compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources()))
                    .call();
        }
        return said.toString();
    }

    /** What its tests say, each in a line, from a JVM of their own that is started in the project's folder. */
    String test() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = String.join(
                File.pathSeparator,
                classes().toString(),
                file("src/main/resources").toString(),
                CLASS_PATH);
        var log = folder.resolve("test.log");
        var process = new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        TestRun.class.getName(),
                        "com.example.greeter.GreeterTest")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                return "not at an end after 60 s: " + Files.readString(log);
            }
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(log);
    }

    String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("target")) && !file.endsWith("test.log"))
                    .toList();
        }
    }

    private Path classes() throws IOException {
        return Files.createDirectories(file("target/compiled"));
    }

    private Path file(String name) {
        return folder.resolve(name).toAbsolutePath();
    }

    private List<Path> sources() throws IOException {
        return files().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }
}

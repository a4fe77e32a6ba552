package dev.rookery.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;

/**
 * Writes and compiles two services with the same classes: one that modules put together, one that is put together by hand. Ten modules with ten
 * providers and a controller of five handlers each; a provider needs up to three others, of its own module and of the one before.
 */
final class WiredSources {
    private static final int MODULES = 10;
    private static final int PROVIDERS = 10;
    private static final int HANDLERS = 5;

    private WiredSources() {}

    /**
     * Writes and compiles.
     *
     * @param folder where to; the classes {@code wired.Modular} and {@code wired.ByHand} are below {@code classes} then
     */
    static void compile(Path folder) {
        try {
            var sources = Files.createDirectories(folder.resolve("sources/wired"));
            var classes = Files.createDirectories(folder.resolve("classes"));
            var files = new ArrayList<String>();
            for (var module = 0; module < MODULES; module++) {
                files.add(write(sources, "Module" + module, module(module)));
            }
            files.add(write(sources, "Modular", modular()));
            files.add(write(sources, "ByHand", byHand()));
            var arguments = new ArrayList<>(
                    List.of("-parameters", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
            arguments.addAll(files);
            if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
                throw new IllegalStateException("The sources in " + sources + " do not compile");
            }
        } catch (IOException error) {
            throw new IllegalStateException("The services could not be written to " + folder, error);
        }
    }

    private static String write(Path folder, String name, String text) throws IOException {
        var file = folder.resolve(name + ".java");
        Files.writeString(file, "package wired;\n\n" + text);
        return file.toString();
    }

    private static String module(int module) {
        var providers = names("Module" + module + ".P", PROVIDERS, ".class");
        var text = new StringBuilder("import dev.rookery.annotation.*;\nimport dev.rookery.module.Module;\n\n@Module(");
        if (module > 0) {
            text.append("imports = Module").append(module - 1).append(".class, ");
        }
        text.append("controllers = Module" + module + ".C.class, providers = {" + providers + "}, exports = {"
                + providers + "})\npublic final class Module" + module + " {\n");
        for (var provider = 0; provider < PROVIDERS; provider++) {
            text.append("    public record P" + provider + "(" + needed(module, provider) + ") {}\n");
        }
        text.append("    @Controller\n    public record C(P" + (PROVIDERS - 1) + " last, P0 first) {\n");
        for (var handler = 0; handler < HANDLERS; handler++) {
            text.append("        @MessagePattern(\"m" + module + ".h" + handler + "\")\n        public int h" + handler
                    + "(int number) { return number; }\n");
        }
        return text.append("    }\n}\n").toString();
    }

    /** The parameters of a provider: the two before it, and the same one of the module before. */
    private static String needed(int module, int provider) {
        return dependencies(module, provider).stream()
                .map(name -> name + " " + variable(name))
                .collect(Collectors.joining(", "));
    }

    private static List<String> dependencies(int module, int provider) {
        var found = new ArrayList<String>();
        for (var before = Math.max(0, provider - 2); before < provider; before++) {
            found.add("Module" + module + ".P" + before);
        }
        if (module > 0) {
            found.add("Module" + (module - 1) + ".P" + provider);
        }
        return found;
    }

    private static String modular() {
        return """
                public final class Modular {
                    public static void main(String[] arguments) {
                        var transporter = dev.rookery.tcp.TcpTransporter.builder().host("127.0.0.1").port(0).build();
                        var service = dev.rookery.Rookery.createMicroservice(Module%d.class, transporter).listen();
                        dev.rookery.benchmarks.process.ServiceProcess.serve(
                                ((java.net.InetSocketAddress) service.addresses().getFirst()).getPort());
                    }
                }
                """.formatted(MODULES - 1);
    }

    private static String byHand() {
        var text =
                new StringBuilder("public final class ByHand {\n    public static void main(String[] arguments) {\n");
        var controllers = new StringBuilder();
        for (var module = 0; module < MODULES; module++) {
            for (var provider = 0; provider < PROVIDERS; provider++) {
                var needed = dependencies(module, provider).stream()
                        .map(WiredSources::variable)
                        .collect(Collectors.joining(", "));
                var type = "Module" + module + ".P" + provider;
                text.append("        var " + variable(type) + " = new " + type + "(" + needed + ");\n");
            }
            controllers.append("                .controller(new Module" + module + ".C("
                    + variable("Module" + module + ".P" + (PROVIDERS - 1)) + ", " + variable("Module" + module + ".P0")
                    + "))\n");
        }
        return text.append("""
                                var transporter = dev.rookery.tcp.TcpTransporter.builder().host("127.0.0.1").port(0).build();
                                var service = dev.rookery.server.MicroserviceServer.builder().transporter(transporter)
                        %s                .start();
                                dev.rookery.benchmarks.process.ServiceProcess.serve(
                                        ((java.net.InetSocketAddress) service.addresses().getFirst()).getPort());
                            }
                        }
                        """.formatted(controllers)).toString();
    }

    private static String variable(String type) {
        return type.replace(".", "_").toLowerCase(Locale.ROOT);
    }

    private static String names(String prefix, int count, String suffix) {
        return IntStream.range(0, count)
                .mapToObj(index -> prefix + index + suffix)
                .collect(Collectors.joining(", "));
    }
}

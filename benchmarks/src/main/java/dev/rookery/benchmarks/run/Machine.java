package dev.rookery.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where and with what was measured.
 *
 * @param lines one thing each
 */
record Machine(List<String> lines) {
    /** The libraries that readers will ask for, by the names of their jars. */
    private static final List<String> LIBRARIES = List.of(
            "netty-transport",
            "jackson-databind",
            "reactor-core",
            "rsocket-core",
            "grpc-core",
            "protobuf-java",
            "vertx-core",
            "jetty-server");

    static Machine here(Programs programs) throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        lines.add(LocalDate.now(ZoneOffset.UTC).toString());
        lines.add(processor() + ", " + Runtime.getRuntime().availableProcessors()
                + " processors for services, clients and load generator together");
        lines.add("Linux " + System.getProperty("os.version") + ", JDK " + Runtime.version() + ", "
                + String.join(" ", Programs.JVM_FLAGS));
        lines.add(nest(programs));
        lines.add(libraries(programs));
        return new Machine(List.copyOf(lines));
    }

    private static String processor() throws IOException {
        var found = Pattern.compile("model name\\s*: (.*)").matcher(Files.readString(Path.of("/proc/cpuinfo")));
        return found.find() ? found.group(1) : System.getProperty("os.arch");
    }

    private static String nest(Programs programs) throws IOException {
        try (var service = MeasuredProcess.start(programs.nestService(), programs.results())) {
            return service.await("ready", 60).replaceFirst("^\\d+ ", "");
        }
    }

    private static String libraries(Programs programs) {
        var path = programs.peer("").words().toString();
        return String.join(
                ", ",
                LIBRARIES.stream()
                        .flatMap(library -> Pattern.compile(Pattern.quote(library) + "-(\\d[^/:]*)\\.jar")
                                .matcher(path)
                                .results()
                                .limit(1)
                                .map(found -> library + " " + found.group(1)))
                        .toList());
    }
}

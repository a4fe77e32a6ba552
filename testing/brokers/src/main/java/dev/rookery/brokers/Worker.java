package dev.rookery.brokers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A service in a process of its own, that may be killed at any time. */
public final class Worker {
    private Worker() {}

    /**
     * Starts one, on the class path of this process.
     *
     * @param main its main class
     * @param log where its output goes
     * @param arguments of its main method
     * @return the process
     * @throws IOException if it cannot be started
     */
    public static Process start(Class<?> main, Path log, String... arguments) throws IOException {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}

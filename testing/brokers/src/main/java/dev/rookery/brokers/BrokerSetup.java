package dev.rookery.brokers;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What one kind of broker needs beyond being a process. */
interface BrokerSetup {

    BrokerKind kind();

    /** Whether anything was asked for that a broker of somebody else's need not have. */
    boolean isPlain();

    boolean usesTls();

    /** How long it may take to get ready, and to end. */
    default Duration patience() {
        return Duration.ofSeconds(60);
    }

    /** Writes what the process reads, and says how it is started. Asked once. */
    Launch prepare(String executable, int port, Path folder) throws IOException;

    /**
     * How a broker is started.
     *
     * @param command the program and its arguments
     * @param environment what it finds in its environment beside ours
     * @param companion a program that has to run beside it from its first start to its end; empty if there is none
     */
    record Launch(List<String> command, Map<String, String> environment, List<String> companion) {
        static Launch of(String... command) {
            return new Launch(List.of(command), Map.of(), List.of());
        }
    }

    /** Whether the broker at the other end of a connection serves; read timeouts are set. */
    boolean serves(Socket connection) throws IOException;
}

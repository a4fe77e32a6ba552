package dev.rookery.brokers;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;

/** What one kind of broker needs beyond being a process. */
interface BrokerSetup {

    BrokerKind kind();

    /** Whether anything was asked for that a broker of somebody else's need not have. */
    boolean isPlain();

    boolean usesTls();

    /** Writes what the process reads, and says how it is started. */
    List<String> prepare(String executable, int port, Path folder) throws IOException;

    /** Whether the broker at the other end of a connection serves; read timeouts are set. */
    boolean serves(Socket connection) throws IOException;
}

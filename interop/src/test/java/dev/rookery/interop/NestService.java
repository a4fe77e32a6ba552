package dev.rookery.interop;

import java.util.ArrayList;
import java.util.List;

/** A real Nest service in a process of its own, on a free port of loopback. {@code interop/README.md} lists its handlers. */
final class NestService implements AutoCloseable {
    private final NestProcess process;

    private NestService(NestProcess process) {
        this.process = process;
    }

    /** Returns when the service can be called. */
    static NestService start(NestVersion version, String... flags) {
        return new NestService(NestProcess.start(version, "service", List.of(flags), line -> {}));
    }

    /** Returns when the service has subscribed with a broker; {@code options} are Nest's, as JSON. */
    static NestService of(NestVersion version, String transport, String options) {
        return start(version, "--transport", transport, "--options", options);
    }

    /** Returns when the service of {@code peers/proto/heroes.proto} can be called. */
    static NestService grpc(NestVersion version, int port, String... flags) {
        var all = new ArrayList<>(List.of("--port", Integer.toString(port)));
        all.addAll(List.of(flags));
        return new NestService(NestProcess.start(version, "grpc-service", all, line -> {}));
    }

    int port() {
        return process.ready().get("port").asInt();
    }

    /** The last lines that Nest logged. */
    String log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }
}

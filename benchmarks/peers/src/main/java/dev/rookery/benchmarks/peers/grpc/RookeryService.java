package dev.rookery.benchmarks.peers.grpc;

import dev.rookery.Rookery;
import dev.rookery.benchmarks.peers.grpc.stub.BenchProto;
import dev.rookery.benchmarks.process.ServiceProcess;
import dev.rookery.grpc.GrpcTransporter;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Module;
import java.net.InetSocketAddress;

/** Our service under load, with its defaults: {@code RookeryService <records | generated> <virtual | non-blocking>}. */
final class RookeryService {
    private RookeryService() {}

    static void main(String[] arguments) {
        var transporter = GrpcTransporter.builder()
                .host("127.0.0.1")
                .port(0)
                .descriptors(BenchProto.getDescriptor())
                .build();
        var module = DynamicModule.builder(BenchModule.class)
                .controllers(controller(arguments[0], arguments[1]))
                .build();
        var service = Rookery.createMicroservice(module, transporter).listen();
        ServiceProcess.serve(((InetSocketAddress) service.addresses().getFirst()).getPort());
    }

    private static Class<?> controller(String messages, String threads) {
        return switch (messages + " " + threads) {
            case "records virtual" -> RecordHandlers.Bench.class;
            case "records non-blocking" -> RecordHandlers.NonBlockingBench.class;
            case "generated virtual" -> GeneratedHandlers.Bench.class;
            case "generated non-blocking" -> GeneratedHandlers.NonBlockingBench.class;
            default ->
                throw new IllegalArgumentException("unknown handlers " + messages + " " + threads
                        + " (expected: records or generated, and virtual or non-blocking)");
        };
    }

    /** Has the one controller that the command line names. */
    @Module
    static final class BenchModule {}
}

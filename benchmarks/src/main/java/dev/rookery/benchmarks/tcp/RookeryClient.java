package dev.rookery.benchmarks.tcp;

import dev.rookery.benchmarks.process.ClientProcess;
import dev.rookery.benchmarks.rookery.RookeryCaller;
import dev.rookery.tcp.TcpTransporter;

/** Our client, with its defaults. */
final class RookeryClient {
    private RookeryClient() {}

    static void main(String[] arguments) {
        var transporter = TcpTransporter.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .build();
        ClientProcess.serve(RookeryCaller.connect(transporter, "{cmd: 'sum'}"));
    }
}

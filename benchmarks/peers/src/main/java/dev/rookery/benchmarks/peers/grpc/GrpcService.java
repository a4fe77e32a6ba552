package dev.rookery.benchmarks.peers.grpc;

import dev.rookery.benchmarks.peers.grpc.stub.BenchGrpc;
import dev.rookery.benchmarks.peers.grpc.stub.Count;
import dev.rookery.benchmarks.peers.grpc.stub.Number;
import dev.rookery.benchmarks.peers.grpc.stub.Numbers;
import dev.rookery.benchmarks.peers.grpc.stub.Text;
import dev.rookery.benchmarks.peers.grpc.stub.Total;
import dev.rookery.benchmarks.process.ServiceProcess;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * The service. Its methods run on gRPC's own threads; with {@code virtual} each event of a call on a virtual thread, with {@code direct} on the event
 * loop.
 */
final class GrpcService extends BenchGrpc.BenchImplBase {
    private GrpcService() {}

    static void main(String[] arguments) throws IOException {
        var builder = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new GrpcService());
        if (List.of(arguments).contains("direct")) {
            builder.directExecutor();
        } else if (List.of(arguments).contains("virtual")) {
            builder.executor(Executors.newVirtualThreadPerTaskExecutor());
        }
        ServiceProcess.serve(builder.build().start().getPort());
    }

    @Override
    public void sum(Numbers request, StreamObserver<Total> reply) {
        reply.onNext(Messages.total(request));
        reply.onCompleted();
    }

    @Override
    public void echo(Text request, StreamObserver<Text> reply) {
        reply.onNext(Text.newBuilder().setValue(request.getValue()).build());
        reply.onCompleted();
    }

    @Override
    public void stream(Count request, StreamObserver<Number> reply) {
        NumberStream.send(request.getValue(), (ServerCallStreamObserver<Number>) reply);
    }
}

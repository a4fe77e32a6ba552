package dev.rookery.benchmarks.peers.grpc;

import dev.rookery.benchmarks.peers.grpc.stub.BenchGrpc;
import dev.rookery.benchmarks.peers.grpc.stub.Count;
import dev.rookery.benchmarks.peers.grpc.stub.Number;
import dev.rookery.benchmarks.peers.grpc.stub.Numbers;
import dev.rookery.benchmarks.peers.grpc.stub.Text;
import dev.rookery.benchmarks.peers.grpc.stub.Total;
import dev.rookery.benchmarks.process.ServiceProcess;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** The service. With {@code direct} its methods run on the event loop, and not on gRPC's own threads. */
final class GrpcService extends BenchGrpc.BenchImplBase {
    private GrpcService() {}

    static void main(String[] arguments) throws IOException {
        var builder = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new GrpcService());
        if (List.of(arguments).contains("direct")) {
            builder.directExecutor();
        }
        ServiceProcess.serve(builder.build().start().getPort());
    }

    @Override
    public void sum(Numbers request, StreamObserver<Total> reply) {
        var sum = 0;
        for (var index = 0; index < request.getValuesCount(); index++) {
            sum += request.getValues(index);
        }
        reply.onNext(Total.newBuilder().setValue(sum).build());
        reply.onCompleted();
    }

    @Override
    public void echo(Text request, StreamObserver<Text> reply) {
        reply.onNext(Text.newBuilder().setValue(request.getValue()).build());
        reply.onCompleted();
    }

    @Override
    public void stream(Count request, StreamObserver<Number> reply) {
        for (var value = 0; value < request.getValue(); value++) {
            reply.onNext(Number.newBuilder().setValue(value).build());
        }
        reply.onCompleted();
    }
}

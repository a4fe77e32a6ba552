package dev.rookery.benchmarks.peers.grpc;

import dev.rookery.benchmarks.peers.Answers;
import dev.rookery.benchmarks.peers.Values;
import dev.rookery.benchmarks.peers.grpc.stub.BenchGrpc;
import dev.rookery.benchmarks.peers.grpc.stub.Count;
import dev.rookery.benchmarks.peers.grpc.stub.Number;
import dev.rookery.benchmarks.peers.grpc.stub.Numbers;
import dev.rookery.benchmarks.peers.grpc.stub.Text;
import dev.rookery.benchmarks.peers.grpc.stub.Total;
import dev.rookery.benchmarks.process.Caller;
import dev.rookery.benchmarks.process.ClientProcess;
import dev.rookery.benchmarks.process.Work;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The client: one channel, whose one connection any thread may use: {@code GrpcClient [direct] <port>}. With {@code direct} its observers run on the
 * event loop.
 */
final class GrpcClient implements Caller {
    private static final long TIMEOUT_SECONDS = 10;

    private final ManagedChannel channel;
    private final BenchGrpc.BenchStub stub;

    private GrpcClient(ManagedChannel channel) {
        this.channel = channel;
        this.stub = BenchGrpc.newStub(channel);
    }

    static void main(String[] arguments) {
        var words = List.of(arguments);
        ClientProcess.serve(connect(Integer.parseInt(words.getLast()), words.contains("direct")));
    }

    private static GrpcClient connect(int port, boolean direct) {
        var builder = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext();
        if (direct) {
            builder.directExecutor();
        }
        var channel = builder.build();
        // A channel connects when it is first used.
        var _ = BenchGrpc.newBlockingStub(channel)
                .withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .sum(numbers());
        return new GrpcClient(channel);
    }

    private static Numbers numbers() {
        return Numbers.newBuilder().addAllValues(Work.NUMBERS).build();
    }

    @Override
    public void call(Work work, Consumer<@Nullable Throwable> done) {
        switch (work) {
            case SUM -> stub.sum(numbers(), new Reply<Total>(total -> Answers.sum(total.getValue(), done), done));
            case ECHO_1K, ECHO_64K ->
                stub.echo(
                        Text.newBuilder().setValue(work.text()).build(),
                        new Reply<Text>(text -> Answers.text(work, text.getValue(), done), done));
            case STREAM ->
                stub.stream(Count.newBuilder().setValue(Work.VALUES).build(), new Stream(new Values(done), done));
            default -> throw work.notHere();
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    /** One reply; the call has ended when gRPC says so, not when the reply is there. */
    private static final class Reply<T> implements StreamObserver<T> {
        private final Consumer<T> answered;
        private final Consumer<@Nullable Throwable> done;
        private @Nullable T reply;

        Reply(Consumer<T> answered, Consumer<@Nullable Throwable> done) {
            this.answered = answered;
            this.done = done;
        }

        @Override
        public void onNext(T value) {
            reply = value;
        }

        @Override
        public void onError(Throwable error) {
            done.accept(error);
        }

        @Override
        public void onCompleted() {
            if (reply == null) {
                done.accept(new IllegalStateException("the call ended without a reply"));
            } else {
                answered.accept(reply);
            }
        }
    }

    /** The values of a stream. */
    private static final class Stream implements StreamObserver<Number> {
        private final Values values;
        private final Consumer<@Nullable Throwable> done;

        Stream(Values values, Consumer<@Nullable Throwable> done) {
            this.values = values;
            this.done = done;
        }

        @Override
        public void onNext(Number number) {
            values.value(number.getValue());
        }

        @Override
        public void onError(Throwable error) {
            done.accept(error);
        }

        @Override
        public void onCompleted() {
            values.end();
        }
    }
}

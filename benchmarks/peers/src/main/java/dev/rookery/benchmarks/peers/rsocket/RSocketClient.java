package dev.rookery.benchmarks.peers.rsocket;

import dev.rookery.benchmarks.peers.Answers;
import dev.rookery.benchmarks.peers.Values;
import dev.rookery.benchmarks.process.Caller;
import dev.rookery.benchmarks.process.ClientProcess;
import dev.rookery.benchmarks.process.Work;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.core.RSocketConnector;
import io.rsocket.frame.decoder.PayloadDecoder;
import io.rsocket.metadata.TaggingMetadataCodec;
import io.rsocket.metadata.WellKnownMimeType;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.util.ByteBufPayload;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The client: one connection, whose requests any thread may start. */
final class RSocketClient implements Caller {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ByteBuf SUM = route("sum");
    private static final ByteBuf ECHO = route("echo");
    private static final ByteBuf STREAM = route("stream");

    private final RSocket socket;

    private RSocketClient(RSocket socket) {
        this.socket = socket;
    }

    static void main(String[] arguments) {
        ClientProcess.serve(connect(Integer.parseInt(arguments[0])));
    }

    private static RSocketClient connect(int port) {
        return RSocketConnector.create()
                .payloadDecoder(PayloadDecoder.ZERO_COPY)
                .dataMimeType(WellKnownMimeType.APPLICATION_JSON.getString())
                .metadataMimeType(WellKnownMimeType.MESSAGE_RSOCKET_ROUTING.getString())
                .connect(TcpClientTransport.create("127.0.0.1", port))
                .map(RSocketClient::new)
                .blockOptional(TIMEOUT)
                .orElseThrow();
    }

    private static ByteBuf route(String name) {
        return TaggingMetadataCodec.createRoutingMetadata(ByteBufAllocator.DEFAULT, List.of(name))
                .getContent();
    }

    @Override
    public void call(Work work, Consumer<@Nullable Throwable> done) {
        switch (work) {
            case SUM -> request(SUM, Work.NUMBERS, reply -> Answers.sum(Json.read(reply, int.class), done), done);
            case ECHO_1K, ECHO_64K ->
                request(ECHO, work.text(), reply -> Answers.text(work, Json.read(reply, String.class), done), done);
            case STREAM -> stream(new Values(done), done);
            default -> throw work.notHere();
        }
    }

    private void request(ByteBuf route, Object data, Consumer<Payload> answered, Consumer<@Nullable Throwable> done) {
        var _ = socket.requestResponse(payload(route, data)).subscribe(answered, done);
    }

    private void stream(Values values, Consumer<@Nullable Throwable> done) {
        var _ = socket.requestStream(payload(STREAM, Work.VALUES))
                .subscribe(value -> values.value(Json.read(value, int.class)), done, values::end);
    }

    private static Payload payload(ByteBuf route, Object data) {
        return ByteBufPayload.create(Unpooled.wrappedBuffer(Json.write(data)), route.retainedSlice());
    }

    @Override
    public void close() {
        socket.dispose();
    }
}

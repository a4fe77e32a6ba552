package dev.rookery.benchmarks.brokers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.benchmarks.process.ClientProcess;
import dev.rookery.benchmarks.process.ServiceProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.function.Consumer;

/** Request and reply by pub/sub on Lettuce, over two connections as pub/sub wants them: {@code BareRedis <service | virtual | client> <port>}. */
final class BareRedis {
    private static final byte[] REQUESTS = Packets.ROUTE.getBytes(UTF_8);
    private static final byte[] REPLIES = (Packets.ROUTE + ".reply").getBytes(UTF_8);

    private BareRedis() {}

    static void main(String[] arguments) {
        var port = Integer.parseInt(arguments[1]);
        var driver = RedisClient.create("redis://127.0.0.1:" + port);
        var commands = driver.connect(ByteArrayCodec.INSTANCE).async();
        if (arguments[0].equals("client")) {
            var caller = new BareCaller(id -> send(commands, REQUESTS, Packets.request(id)), driver::shutdown);
            subscribe(driver.connectPubSub(ByteArrayCodec.INSTANCE), REPLIES, caller::replied);
            ClientProcess.serve(caller);
        }
        var service = new BareService(arguments[0].equals("virtual"));
        subscribe(
                driver.connectPubSub(ByteArrayCodec.INSTANCE),
                REQUESTS,
                request -> service.answer(request, reply -> send(commands, REPLIES, reply)));
        ServiceProcess.serve(port);
    }

    private static void send(RedisAsyncCommands<byte[], byte[]> commands, byte[] channel, byte[] message) {
        var _ = commands.publish(channel, message);
    }

    private static void subscribe(
            StatefulRedisPubSubConnection<byte[], byte[]> connection, byte[] channel, Consumer<byte[]> messages) {
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(byte[] from, byte[] message) {
                messages.accept(message);
            }
        });
        connection.sync().subscribe(channel);
    }
}

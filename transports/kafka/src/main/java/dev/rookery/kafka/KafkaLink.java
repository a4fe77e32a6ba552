package dev.rookery.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.error.RookeryException;
import dev.rookery.transport.Call;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.IntakeControl;
import dev.rookery.transport.Link;
import dev.rookery.transport.MessageRecord;
import dev.rookery.transport.Outbound;
import dev.rookery.transport.PendingReply;
import dev.rookery.transport.Signals;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import reactor.core.publisher.Mono;

/** A client's connection: who waits on it, and where replies come. The driver makes lost connections again by itself. */
final class KafkaLink implements Link {
    private final KafkaOptions options;
    private final Connection connection;
    private final PacketHooks hooks;
    private final Outgoing outgoing;
    private final Correlation correlation;
    private final Replies replies;
    private volatile boolean usable = true;

    KafkaLink(
            KafkaOptions options,
            DriverSettings settings,
            Connection connection,
            ClientRuntime runtime,
            Signals signals) {
        this.options = options;
        this.connection = connection;
        this.hooks = new PacketHooks(new Payloads(runtime.codec(), options));
        this.outgoing = new Outgoing(hooks.payloads());
        this.correlation = runtime.newCorrelation(new IntakeControl() {
            @Override
            public void pause() {
                replies.pause(true);
            }

            @Override
            public void resume() {
                replies.pause(false);
            }
        });
        this.replies = new Replies(
                options,
                settings,
                connection.topics(),
                new ReplyReader(hooks, correlation),
                connection.producer(),
                signals);
        replies.start();
    }

    Connection connection() {
        return connection;
    }

    /** Prepares the replies that were declared. Blocks. */
    void prepare() {
        try {
            var ready = options.replyTopics().stream()
                    .map(options.replyTopic())
                    .map(replies::prepared)
                    .toList();
            ready.forEach(CompletableFuture::join);
        } catch (java.util.concurrent.CompletionException error) {
            end(new dev.rookery.error.ClientClosedException("The Kafka client could not be prepared"), Duration.ZERO);
            throw error.getCause() instanceof RookeryException known ? known : error;
        }
    }

    @Override
    public boolean isUsable() {
        return usable;
    }

    // ---- requests ----

    @Override
    public Call request(Outbound request, PendingReply reply) {
        var topic = request.pattern().route();
        var replyTopic = options.replyTopic().apply(topic);
        var id = correlation.open(reply);
        try {
            return request(request, topic, replyTopic, id);
        } catch (RuntimeException error) {
            correlation.withdraw(id);
            throw error;
        }
    }

    private Call request(Outbound request, String topic, String replyTopic, String id) {
        var headers = headers(request);
        var value = hooks.writeRequest(request, topic, id, headers);
        if (value == null && request.hasData()) {
            Payloads.markNull(headers);
        }
        HeaderText.put(headers, KafkaHeaders.CORRELATION_ID, id);
        HeaderText.put(headers, KafkaHeaders.REPLY_TOPIC, replyTopic);
        var message = outgoing.record(topic, null, value, headers, request.record());
        var call = new OpenCall(id);
        replies.partition(replyTopic, options.maxWaitingMessages(), (partition, error) -> {
            if (error != null) {
                call.fail(error);
                return;
            }
            HeaderText.put(message.headers(), KafkaHeaders.REPLY_PARTITION, String.valueOf(partition));
            call.send(message);
        });
        return call;
    }

    private Headers headers(Outbound message) {
        var headers = Outgoing.headers(options.headers(), message.headers(), message.record());
        if (message.metadata() != null) {
            HeaderText.put(
                    headers, KafkaHeaders.METADATA, new String(hooks.payloads().plainJson(message.metadata()), UTF_8));
        }
        return headers;
    }

    /** A request that is on its way, or waits for its reply. */
    private final class OpenCall implements Call {
        private final String id;

        OpenCall(String id) {
            this.id = id;
        }

        void send(ProducerRecord<byte[], byte[]> message) {
            if (!correlation.isWaiting(id)) {
                return; // it has failed, or nobody wants it any more, while its reply topic was made ready
            }
            try {
                var _ = connection.publisher().sendInTurn(message).whenComplete((where, error) -> {
                    if (error != null) {
                        fail(error);
                    }
                });
            } catch (RookeryException busy) {
                fail(busy);
            }
        }

        void fail(Throwable why) {
            correlation.fail(id, why);
        }

        @Override
        public void cancel() {
            correlation.withdraw(id);
        }
    }

    // ---- events ----

    /** Completes on a thread of its own: the driver's is needed for what others send, and whoever waits for the event may go on with what blocks. */
    @Override
    public Mono<Void> emit(Outbound event) {
        CompletableFuture<?> taken = event.record() instanceof KafkaMessages batch
                ? CompletableFuture.allOf(batch.messages().stream()
                        .map(message -> send(single(event, message)))
                        .toArray(CompletableFuture<?>[]::new))
                : send(event);
        return Mono.fromFuture(taken.whenCompleteAsync((where, error) -> {}, KafkaLink::onItsOwnThread), true)
                .then();
    }

    private static void onItsOwnThread(Runnable task) {
        Thread.ofVirtual().name("rookery-kafka-taken").start(task);
    }

    private static Outbound single(Outbound event, Object message) {
        var record = message instanceof MessageRecord own ? own : null;
        var headers = new java.util.LinkedHashMap<>(event.headers());
        if (record != null) {
            headers.putAll(record.headers());
        }
        return new Outbound(event.pattern(), true, MessageRecord.dataOf(message), event.metadata(), headers, record);
    }

    private CompletableFuture<RecordMetadata> send(Outbound event) {
        var topic = event.pattern().route();
        var headers = headers(event);
        var value = hooks.writeRequest(event, topic, null, headers);
        return connection.publisher().send(outgoing.record(topic, null, value, headers, event.record()));
    }

    // ---- the end ----

    /** Fails all that is pending; nothing can be sent any more. */
    void end(RookeryException why, Duration grace) {
        usable = false;
        correlation.failAll(why);
        replies.close();
        connection.close(grace);
    }
}

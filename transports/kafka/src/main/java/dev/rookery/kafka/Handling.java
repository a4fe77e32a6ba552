package dev.rookery.kafka;

import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.ServerClosingException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.internal.SparseLog;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.Inbound;
import dev.rookery.transport.Outcome;
import dev.rookery.transport.ReplySink;
import dev.rookery.transport.Route;
import dev.rookery.transport.ServerRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles messages, on virtual threads that may wait: again where they fail, and to their end, whatever that is. */
final class Handling implements Partition.Lanes {
    private static final Logger LOG = LoggerFactory.getLogger(Handling.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final ServerRuntime runtime;
    private final Intake intake;
    private final Arrivals arrivals;
    private final ServerReply.Replying replying;
    private final KafkaFailures failures;
    private final DeadLetters deadLetters;
    private final Semaphore places;
    private final SparseLog unreadable = new SparseLog(LOG);

    Handling(KafkaOptions options, ServerRuntime runtime, Intake intake, Publisher publisher) {
        this.runtime = runtime;
        this.intake = intake;
        var hooks = new PacketHooks(new Payloads(runtime.codec(), options));
        this.arrivals = new Arrivals(hooks, intake, options.failures().deadLetterSuffix());
        this.replying = new ServerReply.Replying(publisher, new Outgoing(hooks.payloads()), hooks);
        this.failures = options.failures();
        this.deadLetters = new DeadLetters(options.failures(), publisher);
        this.places = new Semaphore(options.concurrency());
    }

    @Override
    public void handle(Partition partition, List<Partition.Entry> entries) {
        if (partition.isBatched()) {
            handleBatches(partition, entries);
            return;
        }
        for (var entry : entries) {
            if (!handle(partition, entry, failures.retries())) {
                return;
            }
        }
    }

    // ---- messages without order ----

    @Override
    public void begin(Partition partition, List<Partition.Entry> entries) {
        for (var next = 0; next < entries.size() && awaitTurn(partition); ) {
            next = beginTogether(partition, entries, next);
        }
    }

    /** Begins one message, and further ones as long as nothing has to be waited for; says which one is next. */
    private int beginTogether(Partition partition, List<Partition.Entry> entries, int first) {
        var next = new int[] {first};
        runtime.burst(() -> {
            do {
                beginOne(partition, entries.get(next[0]));
                next[0]++;
            } while (next[0] < entries.size() && !intake.isPaused() && !partition.isOver() && places.tryAcquire());
        });
        return next[0];
    }

    /** Has a place, which it gives back. */
    private void beginOne(Partition partition, Partition.Entry entry) {
        var message = entry.message();
        if (arrivals.isNobodys(message, partition.route())) {
            places.release();
            intake.done(partition, entry);
            return;
        }
        var reply = Arrivals.isRequest(message) ? reply(message, failures.retries() > 0) : null;
        Exchange exchange;
        try {
            exchange = runtime.dispatch(
                    arrivals.read(partition, List.of(entry), reply == null), reply == null ? ReplySink.none() : reply);
        } catch (RuntimeException | Error error) { // of a deserializer of the user's, for example
            places.release();
            var outcome = unhandled(partition, error, reply);
            partition.elsewhere(() -> settle(partition, entry, reply, outcome));
            return;
        }
        partition.entered();
        if (reply != null) {
            reply.began(exchange);
        }
        var settled = reply != null && mayStream(partition.route()) ? settled(exchange, reply) : exchange.outcome();
        var _ = settled.thenAccept(outcome -> {
            places.release();
            if (isToBeTriedAgain(outcome)) {
                partition.elsewhere(() -> settle(partition, entry, reply, outcome));
            } else if (reply == null) {
                intake.done(partition, entry);
            } else {
                doneWhenSent(partition, entry, reply);
            }
            partition.left();
        });
    }

    private ServerReply reply(ConsumerRecord<byte[], byte[]> message, boolean mayRetry) {
        return new ServerReply(replying, message, mayRetry);
    }

    /** Goes on after a first attempt that failed. */
    private void settle(Partition partition, Partition.Entry entry, @Nullable ServerReply reply, Outcome outcome) {
        var _ = reply == null
                ? handleEvent(partition, List.of(entry), failures.retries(), outcome)
                : handleRequest(partition, entry, failures.retries(), reply, outcome);
    }

    // ---- one message ----

    /** False if nothing of the partition is to be handled any more. */
    private boolean handle(Partition partition, Partition.Entry entry, int retries) {
        if (arrivals.isNobodys(entry.message(), partition.route())) {
            intake.done(partition, entry);
            return true;
        }
        return Arrivals.isRequest(entry.message())
                ? handleRequest(partition, entry, retries)
                : handleEvent(partition, List.of(entry), retries);
    }

    private boolean handleRequest(Partition partition, Partition.Entry entry, int retries) {
        if (!awaitTurn(partition)) {
            return false;
        }
        var reply = reply(entry.message(), retries > 0);
        return handleRequest(partition, entry, retries, reply, attempt(partition, List.of(entry), false, reply));
    }

    private boolean handleRequest(
            Partition partition, Partition.Entry entry, int retries, ServerReply first, Outcome outcome) {
        var reply = first;
        var last = outcome;
        for (var failed = 1; ; failed++) {
            if (isForAnother(last)) {
                return false;
            }
            if (!reply.wantsRetry()) {
                doneWhenSent(partition, entry, reply);
                return true;
            }
            LOG.debug(
                    "A request to {} is tried again, attempt {}",
                    entry.message().topic(),
                    failed);
            if (!partition.sleep(failures.backoff().delay(failed)) || !awaitTurn(partition)) {
                return false;
            }
            reply = reply(entry.message(), failed < retries);
            last = attempt(partition, List.of(entry), false, reply);
        }
    }

    /** Whoever hands the partition over waits for a reply that is under way: the next owner would handle its request again. */
    private void doneWhenSent(Partition partition, Partition.Entry entry, ServerReply reply) {
        partition.entered();
        var _ = reply.sent().thenRun(() -> {
            intake.done(partition, entry);
            partition.left();
        });
    }

    private boolean handleEvent(Partition partition, List<Partition.Entry> entries, int retries) {
        return awaitTurn(partition)
                && handleEvent(partition, entries, retries, attempt(partition, entries, true, null));
    }

    private boolean handleEvent(Partition partition, List<Partition.Entry> entries, int retries, Outcome outcome) {
        var last = outcome;
        for (var failed = 0; isToBeTriedAgain(last); ) {
            if (isForAnother(last)) {
                return false;
            }
            if (last instanceof Outcome.Failed(var cause) && (++failed > retries || isHopeless(cause))) {
                return giveUp(partition, entries, cause);
            }
            if (!partition.sleep(pauseAfter(last, failed)) || !awaitTurn(partition)) {
                return false;
            }
            last = attempt(partition, entries, true, null);
        }
        entries.forEach(entry -> intake.done(partition, entry));
        return true;
    }

    private static boolean isToBeTriedAgain(Outcome outcome) {
        return outcome instanceof Outcome.Failed || outcome instanceof Outcome.TurnedAway;
    }

    /** What another one has to handle, since this service ends. */
    private static boolean isForAnother(Outcome outcome) {
        return outcome instanceof Outcome.TurnedAway(var why) && why instanceof ServerClosingException;
    }

    /** A service that is full has room again soon; a handler that failed is given more and more time. */
    private Duration pauseAfter(Outcome outcome, int failed) {
        return outcome instanceof Outcome.TurnedAway
                ? BETWEEN_LOOKS
                : failures.backoff().delay(failed);
    }

    /** What would fail again, however often. */
    private static boolean isHopeless(Throwable cause) {
        return cause instanceof InvalidPayloadException || cause instanceof UndecodableMessageException;
    }

    /** Waits while intake is paused, and then for a place, which whoever has one gives back; false, without one, once the partition is over. */
    private boolean awaitTurn(Partition partition) {
        while (!partition.isOver()) {
            if (intake.isPaused()) {
                var _ = partition.sleep(BETWEEN_LOOKS);
            } else {
                takePlace(partition);
                if (!partition.isOver()) {
                    return true;
                }
                places.release();
            }
        }
        return false;
    }

    /** Who waits for a place does not count as one that is at work: a handover need not wait for it, and finds it over. */
    private void takePlace(Partition partition) {
        if (!places.hasQueuedThreads() && places.tryAcquire()) {
            return;
        }
        partition.left();
        try {
            places.acquireUninterruptibly();
        } finally {
            partition.entered();
        }
    }

    // ---- batches ----

    /** Events as batches, in their order with what stands between them: requests, each of which has its answer, and what is nobody's. */
    private void handleBatches(Partition partition, List<Partition.Entry> entries) {
        var events = new ArrayList<Partition.Entry>();
        for (var entry : entries) {
            if (!Arrivals.isRequest(entry.message()) && !arrivals.isNobodys(entry.message(), partition.route())) {
                events.add(entry);
                continue;
            }
            if (!handleBatch(partition, List.copyOf(events)) || !handle(partition, entry, failures.retries())) {
                return;
            }
            events.clear();
        }
        var _ = handleBatch(partition, events);
    }

    private boolean handleBatch(Partition partition, List<Partition.Entry> entries) {
        if (entries.isEmpty()) {
            return true;
        }
        if (entries.size() == 1) {
            return handleEvent(partition, entries, failures.retries());
        }
        for (var failed = 0; failed <= failures.retries() && awaitTurn(partition); ) {
            var outcome = attempt(partition, entries, true, null);
            if (isForAnother(outcome)) {
                return false;
            }
            if (!isToBeTriedAgain(outcome)) {
                entries.forEach(entry -> intake.done(partition, entry));
                return true;
            }
            if (outcome instanceof Outcome.Failed(var cause)) {
                failed = isHopeless(cause) ? failures.retries() + 1 : failed + 1;
            }
            if (failed <= failures.retries() && !partition.sleep(pauseAfter(outcome, failed))) {
                return false;
            }
        }
        for (var entry : entries) { // so that only those that fail are given up
            if (!handleEvent(partition, List.of(entry), 0)) {
                return false;
            }
        }
        return true;
    }

    // ---- an attempt ----

    /** Has a place, which it gives back. */
    private Outcome attempt(
            Partition partition, List<Partition.Entry> entries, boolean event, @Nullable ServerReply reply) {
        try {
            return dispatched(arrivals.read(partition, entries, event), reply);
        } catch (RuntimeException | Error error) { // of a deserializer of the user's, for example
            return unhandled(partition, error, reply);
        } finally {
            places.release();
        }
    }

    private Outcome dispatched(Inbound inbound, @Nullable ServerReply reply) {
        if (reply != null && mayStream(inbound.route())) {
            var exchange = runtime.dispatch(inbound, reply); // on a thread of its own, where it may go on
            reply.began(exchange);
            return settled(exchange, reply).toCompletableFuture().join();
        }
        var begun = new Exchange[1];
        runtime.dispatchHere(inbound, reply == null ? ReplySink.none() : reply, exchange -> {
            begun[0] = exchange;
            if (reply != null) {
                reply.began(exchange);
            }
        });
        return Objects.requireNonNull(begun[0], "begun")
                .outcome()
                .toCompletableFuture()
                .join();
    }

    private static boolean mayStream(@Nullable Route route) {
        return route != null && route.hasManyReplies();
    }

    /** What became of a request, as far as others wait for it. A stream may stay open for long: with its first value it is handled. */
    private static CompletionStage<Outcome> settled(Exchange exchange, ServerReply reply) {
        var streams = reply.streams().thenApply(nothing -> Outcome.HANDLED);
        return exchange.outcome().applyToEither(streams, outcome -> outcome);
    }

    /** What never came to a handler has failed too. */
    private Outcome unhandled(Partition partition, Throwable error, @Nullable ServerReply reply) {
        unreadable.warn("A message of {} cannot be read: {}", partition.place(), error.toString());
        if (reply != null) {
            reply.refuse(error);
        }
        return new Outcome.Failed(error);
    }

    // ---- the end of hope ----

    private boolean giveUp(Partition partition, List<Partition.Entry> entries, Throwable cause) {
        for (var entry : entries) {
            var message = entry.message();
            switch (failures.action()) {
                case STOP -> {
                    LOG.error(
                            "{} is stopped: its message at offset {} failed for good, and nothing behind it is handled until"
                                    + " the partition is assigned anew",
                            partition.place(),
                            message.offset(),
                            cause);
                    partition.stop();
                    intake.gaveUp(message, cause);
                    return false;
                }
                case SKIP ->
                    LOG.warn(
                            "Skipped the message of {} at offset {}: {}",
                            partition.place(),
                            message.offset(),
                            cause.toString());
                case DEAD_LETTER -> {
                    if (!deadLetters.bury(partition, message, cause)) {
                        return false;
                    }
                }
            }
            intake.gaveUp(message, cause);
            intake.done(partition, entry);
        }
        return true;
    }
}

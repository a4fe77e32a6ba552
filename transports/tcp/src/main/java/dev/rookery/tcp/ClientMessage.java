package dev.rookery.tcp;

import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.RookeryException;
import dev.rookery.transport.Call;
import dev.rookery.transport.Outbound;
import dev.rookery.transport.PendingReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.MonoSink;

/** A message that waits for a connection. */
sealed interface ClientMessage {
    Logger LOG = LoggerFactory.getLogger(ClientMessage.class);

    /** Fails all of them. A subscriber's own code may run, and whatever that throws, the others are told too. */
    static void failAll(Iterable<ClientMessage> failing, Throwable why) {
        for (var message : failing) {
            try {
                message.fail(why);
            } catch (RuntimeException | Error error) {
                LOG.warn("Whoever waited for a connection failed when it was told", error);
            }
        }
    }

    /** Sends it, and tells whoever waits for it if that fails. */
    void sendOn(ClientConnection connection);

    /** It cannot be sent. */
    void fail(Throwable why);

    /** A request; as a call, it is the one that it becomes. */
    final class Request implements ClientMessage, Call {
        private final Outbound outbound;
        private final PendingReply reply;
        private volatile @Nullable Call sent;
        private volatile boolean cancelled;

        Request(Outbound outbound, PendingReply reply) {
            this.outbound = outbound;
            this.reply = reply;
        }

        @Override
        public void sendOn(ClientConnection connection) {
            if (cancelled) {
                return;
            }
            try {
                var call = connection.request(outbound, reply);
                sent = call;
                if (cancelled) {
                    call.cancel();
                }
            } catch (RuntimeException | Error error) {
                reply.error(error);
            }
        }

        @Override
        public void fail(Throwable why) {
            if (!cancelled) {
                reply.error(why);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            var call = sent;
            if (call != null) {
                call.cancel();
            }
        }
    }

    /** An event. */
    record Event(Outbound outbound, MonoSink<Void> taken) implements ClientMessage {
        @Override
        public void sendOn(ClientConnection connection) {
            try {
                connection.emit(outbound, this::written);
            } catch (RuntimeException | Error error) {
                taken.error(error);
            }
        }

        private void written(@Nullable Throwable failure) {
            if (failure == null) {
                taken.success();
            } else {
                fail(failure);
            }
        }

        @Override
        public void fail(Throwable why) {
            taken.error(
                    why instanceof RookeryException
                            ? why
                            : new ConnectionLostException("The connection was lost before the event was sent", why));
        }
    }
}

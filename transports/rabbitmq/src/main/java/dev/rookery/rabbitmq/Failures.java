package dev.rookery.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.RookeryException;
import dev.rookery.internal.Reasons;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says what went wrong, and the cure, in place of the driver. */
final class Failures {
    private Failures() {}

    /** Why there is no connection. */
    static RookeryException notConnected(RmqOptions options, Throwable error) {
        var cause = Reasons.unwrapped(error);
        if (cause instanceof RookeryException known) {
            return known;
        }
        return new ConnectionRefusedException(
                "Cannot connect to RabbitMQ at " + options.shownUrls() + ": " + text(cause) + "; "
                        + cure(options, cause),
                cause);
    }

    private static String cure(RmqOptions options, Throwable cause) {
        if (cause instanceof AuthenticationFailureException
                || cause instanceof PossibleAuthenticationFailureException) {
            return "it does not let this user in; check username and password";
        }
        if (replyCode(cause) == AMQP.NOT_ALLOWED) {
            return "it does not let this user into the virtual host " + options.virtualHost()
                    + "; check the path of the url, and the user's permissions";
        }
        for (var inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof UnknownHostException) {
                return "the host is unknown; check the url";
            }
            if (inner instanceof SSLException) {
                return Reasons.TLS_FAILED;
            }
            // In TLS 1.3 a broker that refuses a certificate does so after the handshake, and its reset may overtake
            // the alert that says so.
            if (options.isEncrypted() && inner instanceof ShutdownSignalException && closing(inner) == null) {
                return Reasons.TLS_FAILED;
            }
        }
        return cause instanceof TimeoutException
                ? "it did not answer in time; check the url, or raise connectTimeout"
                : "check the url, and whether the broker runs";
    }

    /** The broker's code for why it closed a channel or connection; 0 if it did not. */
    static int replyCode(Throwable error) {
        return closing(error) instanceof AMQP.Channel.Close channel
                ? channel.getReplyCode()
                : closing(error) instanceof AMQP.Connection.Close connection ? connection.getReplyCode() : 0;
    }

    private static @Nullable Method closing(Throwable error) {
        for (Throwable inner = error; inner != null; inner = inner.getCause()) {
            if (inner instanceof ShutdownSignalException signal) {
                return signal.getReason();
            }
        }
        return null;
    }

    /** What an error says, for people: what the broker said, where it said something. */
    static String text(@Nullable Throwable error) {
        if (error == null) {
            return "";
        }
        var reason = closing(error);
        if (reason instanceof AMQP.Channel.Close channel) {
            return channel.getReplyText();
        }
        if (reason instanceof AMQP.Connection.Close connection) {
            return connection.getReplyText();
        }
        return Reasons.of(error);
    }
}

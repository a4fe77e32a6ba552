package dev.rookery.grpc;

import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.error.RookeryException;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a caller is told of a call that did not end well. */
final class CallFailure {
    /** What stands among the trailers where nothing came before the end, and says nothing of the error; Node adds a date. */
    private static final List<String> TRANSPORT_HEADERS = List.of("content-type", "date");

    private CallFailure() {}

    /**
     * Makes an error of the end of a call.
     *
     * @param rpc what was called
     * @param status how it ended
     * @param trailers what came with the end
     * @param answered whether the end came from the service, and not from the driver
     * @param deadline when the caller stopped waiting
     * @param client whose call it was
     */
    static Throwable of(
            Rpc rpc,
            Status status,
            Metadata trailers,
            boolean answered,
            @Nullable Deadline deadline,
            GrpcClient client) {
        if (status.getCause() instanceof RookeryException own) {
            return own; // a request that could not be written, a reply that could not be read
        }
        var error = answered ? remote(rpc, status, trailers, client) : local(rpc, status, deadline, client);
        error.initCause(status.asRuntimeException(trailers));
        return error;
    }

    private static RookeryException local(Rpc rpc, Status status, @Nullable Deadline deadline, GrpcClient client) {
        if (client.isClosed()) {
            return new ClientClosedException("The client was closed before the reply of " + rpc.name() + " came");
        }
        return switch (status.getCode()) {
            case DEADLINE_EXCEEDED ->
                new RequestTimeoutException("No reply of " + rpc.name() + " before its deadline"
                        + (deadline == null ? "" : " (" + deadline + ")")
                        + ": raise the timeout with withTimeout(…), or look at what the service does");
            case UNAVAILABLE -> unavailable(rpc, status, client);
            default -> remote(rpc, status, new Metadata(), client);
        };
    }

    private static RookeryException unavailable(Rpc rpc, Status status, GrpcClient client) {
        return isRefusal(status.getCause())
                ? new ConnectionRefusedException("Nobody is reached at " + client.address() + " for " + rpc.name()
                        + ": start the service, or correct host and port")
                : new ConnectionLostException("The connection to " + client.address() + " was lost before the reply of "
                        + rpc.name() + " came");
    }

    static boolean isRefusal(@Nullable Throwable cause) {
        for (var each = cause; each != null; each = each.getCause()) {
            if (each instanceof ConnectException || each instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    private static RookeryException remote(Rpc rpc, Status status, Metadata trailers, GrpcClient client) {
        if (status.getCode() == Status.Code.UNIMPLEMENTED) {
            return new NoHandlerException("The service at " + client.address() + " has no handler for " + rpc.name());
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("code", status.getCode().value());
        body.put("status", status.getCode().name());
        body.put("message", status.getDescription() == null ? "" : status.getDescription());
        var metadata = MetadataText.of(trailers);
        TRANSPORT_HEADERS.forEach(metadata::remove);
        if (!metadata.isEmpty()) {
            body.put("metadata", metadata);
        }
        return new RemoteException(rpc.name(), client.messages().codec().dataOf(body));
    }
}

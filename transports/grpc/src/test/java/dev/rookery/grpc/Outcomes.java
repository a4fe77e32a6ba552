package dev.rookery.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rookery.error.RemoteException;
import dev.rookery.tck.Contract;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowingConsumer;
import reactor.core.publisher.Mono;

/** How calls of the tests end. */
final class Outcomes {
    private Outcomes() {}

    static ThrowingConsumer<Throwable> code(Status.Code code, String message) {
        return error -> assertThat(error.getCause()).isInstanceOfSatisfying(StatusRuntimeException.class, cause -> {
            assertThat(cause.getStatus().getCode()).isEqualTo(code);
            assertThat(cause.getStatus().getDescription()).isEqualTo(message);
        });
    }

    static Throwable failure(Mono<?> call) {
        return failureOf(call);
    }

    static RemoteException failureOf(Mono<?> call) {
        var error = catchThrowableOfType(RemoteException.class, () -> call.block(Contract.WAIT));
        assertThat(error).isNotNull();
        return error;
    }

    /** How a call ended, with its details. */
    static com.google.rpc.Status status(Throwable error) {
        return Objects.requireNonNull(StatusProto.fromThrowable(error));
    }

    static boolean within(CountDownLatch latch) {
        try {
            return latch.await(Contract.WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

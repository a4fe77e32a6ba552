package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class UnreadBodyHandlerTest {
    private static final int CHUNKS = 1_000;

    @Test
    void a_body_that_comes_faster_than_it_is_dropped_lets_others_have_the_thread() throws Exception {
        var body = new Body();
        var answered = new AtomicBoolean();
        var handler = new UnreadBodyHandler(new Answering(), Duration.ZERO);

        handler.handle(
                body.request(), part(Response.class, (_, _, _) -> true), Callback.from(() -> answered.set(true)));

        var before = 0;
        while (!answered.get()) {
            assertThat(body.read - before).isBetween(1, UnreadBodyHandler.CHUNKS_AT_ONCE);
            before = body.read;
            body.tasks.remove().run();
        }
        assertThat(body.read).isEqualTo(CHUNKS);
    }

    /** One that is always there, until its end. */
    private static final class Body {
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private int read;

        private @Nullable Object later(Runnable task) {
            tasks.add(task);
            return null;
        }

        Request request() {
            Executor later = tasks::add;
            var components = part(Components.class, (_, _, _) -> later);
            return part(Request.class, (_, method, arguments) -> switch (method.getName()) {
                case "getHeaders" -> HttpFields.EMPTY;
                case "getComponents" -> components;
                case "read" -> Content.Chunk.from(ByteBuffer.allocate(10), ++read == CHUNKS);
                case "demand" -> later((Runnable) arguments[0]);
                default -> throw new UnsupportedOperationException(method.toString());
            });
        }
    }

    private static <T> T part(Class<T> type, InvocationHandler methods) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, methods));
    }

    private static final class Answering extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            callback.succeeded();
            return true;
        }
    }
}

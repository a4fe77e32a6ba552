package dev.rookery.web;

import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Goes on taking a body that nobody reads, after the answer. Many a client reads only when it has sent all, and if the connection were closed on it before,
 * TCP would throw away the answer that it has not read yet (RFC 9112, section 9.6).
 */
final class UnreadBodyHandler extends Handler.Wrapper {
    /** A client that sends faster than this drops would keep the thread, of which there are few, from all others. */
    static final int CHUNKS_AT_ONCE = 64;

    private final Duration limit;

    /**
     * Stands before a handler.
     *
     * @param limit how long the rest of a body may take to arrive; zero for as long as it likes
     */
    UnreadBodyHandler(Handler within, Duration limit) {
        super(within);
        this.limit = limit;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString())) {
            var asking = new Asking(request);
            return super.handle(asking, response, new Answered(asking, response, callback));
        }
        return super.handle(request, response, new Answered(request, response, callback));
    }

    /** A request whose client waits until somebody asks for its body. */
    private static final class Asking extends Request.Wrapper {
        private volatile boolean asked;

        private Asking(Request request) {
            super(request);
        }

        @Override
        public void demand(Runnable whenThere) {
            asked = true;
            super.demand(whenThere);
        }
    }

    private enum Dropped {
        ALL,
        SOME,
        NOTHING_YET
    }

    /** Told when the answer is complete. */
    private final class Answered extends Callback.Nested {
        private final Request request;
        private final Response response;
        private @Nullable BodyDeadline deadline;

        private Answered(Request request, Response response, Callback callback) {
            super(callback);
            this.request = request;
            this.response = response;
        }

        @Override
        public void succeeded() {
            switch (dropWhatIsThere()) {
                case ALL -> end();
                case SOME, NOTHING_YET -> finishAnswer();
            }
        }

        private void finishAnswer() {
            if (response.hasLastWrite()) {
                goOn();
            } else {
                response.write(true, BufferUtil.EMPTY_BUFFER, Callback.from(this::goOn, this::failed));
            }
        }

        private void goOn() {
            if (request instanceof Asking asking && !asking.asked) {
                end(); // it will not send any more
                return;
            }
            deadline = BodyDeadline.of(request, limit);
            request.demand(this::drop);
        }

        private void drop() {
            switch (dropWhatIsThere()) {
                case ALL -> end();
                case SOME -> request.getComponents().getExecutor().execute(this::drop);
                case NOTHING_YET -> request.demand(this::drop);
            }
        }

        private Dropped dropWhatIsThere() {
            for (var count = 0; count < CHUNKS_AT_ONCE; count++) {
                var chunk = request.read();
                if (chunk == null) {
                    return Dropped.NOTHING_YET;
                }
                chunk.release();
                if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
                    return Dropped.ALL;
                }
            }
            return Dropped.SOME;
        }

        private void end() {
            if (deadline != null) {
                deadline.end();
            }
            super.succeeded();
        }
    }
}

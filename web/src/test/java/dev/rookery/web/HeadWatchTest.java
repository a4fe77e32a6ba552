package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.junit.jupiter.api.Test;

final class HeadWatchTest {
    /** What is to be done, and never is. */
    private static final class Plans extends AbstractLifeCycle implements Scheduler {
        private final List<AtomicBoolean> open = new ArrayList<>();

        @Override
        public Task schedule(Runnable task, long delay, TimeUnit unit) {
            var planned = new AtomicBoolean(true);
            open.add(planned);
            return () -> planned.getAndSet(false);
        }

        long count() {
            return open.stream().filter(AtomicBoolean::get).count();
        }
    }

    /** Of HTTP/1, as what has both interfaces is. */
    private static Connection connection() {
        var both = new Class<?>[] {Connection.class, ConnectionMetaData.class};
        return (Connection) Proxy.newProxyInstance(
                HeadWatchTest.class.getClassLoader(), both, (self, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void what_is_closed_is_kept_by_nobody() {
        var plans = new Plans();
        var watch = new HeadWatch(new Handler.Wrapper(), Duration.ofMinutes(1));
        watch.setServer(new Server(new QueuedThreadPool(), plans, null));
        var one = connection();
        var other = connection();

        watch.onOpened(one);
        watch.onOpened(other);
        assertThat(plans.count()).isEqualTo(2);
        watch.onClosed(one);
        assertThat(plans.count()).isEqualTo(1);
        watch.onClosed(other);
        assertThat(plans.count()).isZero();
    }
}

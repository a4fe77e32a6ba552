package dev.rookery.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

final class SignalsTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private enum Status implements ConnectionStatus {
        OPEN(Kind.CONNECTED),
        AWAY(Kind.RECONNECTING),
        CLOSED(Kind.CLOSED);

        private final Kind kind;

        Status(Kind kind) {
            this.kind = kind;
        }

        @Override
        public Kind kind() {
            return kind;
        }
    }

    private final Signals signals = new Signals(Status.AWAY);
    private final List<ConnectionStatus> told = new ArrayList<>();

    @Test
    void the_present_status_comes_first_then_each_change() {
        signals.statuses().subscribe(told::add);

        signals.status(Status.OPEN);
        signals.status(Status.OPEN);
        signals.status(Status.AWAY);

        assertThat(told).containsExactly(Status.AWAY, Status.OPEN, Status.AWAY);
        assertThat(signals.current()).isEqualTo(Status.AWAY);
    }

    @Test
    void whoever_comes_later_is_told_the_latest_alone() {
        signals.status(Status.OPEN);

        signals.statuses().subscribe(told::add);

        assertThat(told).containsExactly(Status.OPEN);
    }

    @Test
    void nothing_follows_the_end() {
        var all = signals.statuses().collectList().toFuture();

        signals.status(Status.CLOSED);
        signals.status(Status.OPEN);

        assertThat(all).succeedsWithin(SOON).isEqualTo(List.of(Status.AWAY, Status.CLOSED));
        assertThat(signals.current()).isEqualTo(Status.CLOSED);
    }

    @Test
    void events_are_told_to_those_who_listen_now() {
        var heard = new ArrayList<Object>();
        signals.event(TransportEvent.ERROR, new IllegalStateException("nobody hears this"));

        signals.events().subscribe(signal -> heard.add(signal.value()));
        var error = new IllegalStateException("heard");
        signals.event(TransportEvent.ERROR, error);

        assertThat(heard).containsExactly(error);
    }

    @Test
    void who_is_too_slow_loses_the_oldest_events() {
        var slow = new Slow();
        signals.events().subscribe(slow);
        for (var number = 0; number < 300; number++) {
            signals.event(TransportEvent.ERROR, new IllegalStateException("" + number));
        }

        slow.request(Long.MAX_VALUE);

        assertThat(slow.heard).hasSize(256).first().isEqualTo("44");
    }

    @Test
    void threads_do_not_hold_each_other_up() throws Exception {
        signals.events().subscribe();
        elsewhere(() -> signals.status(Status.OPEN));
        elsewhere(() -> signals.event(TransportEvent.ERROR, new IllegalStateException()));
        elsewhere(() -> assertThat(signals.current()).isEqualTo(Status.OPEN));
        elsewhere(() -> signals.status(Status.AWAY));

        assertThat(signals.current()).isEqualTo(Status.AWAY);
    }

    private static void elsewhere(Runnable code) throws InterruptedException {
        assertThat(Thread.startVirtualThread(code).join(SOON)).as("it is done").isTrue();
    }

    private static final class Slow extends BaseSubscriber<TransportSignal<?>> {
        private final List<String> heard = new ArrayList<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(TransportSignal<?> signal) {
            heard.add(((Throwable) signal.value()).getMessage());
        }
    }
}

package dev.rookery.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A server, and peers that do what they like. */
final class TcpServerIT {
    private static final Duration A_MOMENT = Duration.ofMillis(200);
    private static final String REQUEST = "37#{\"pattern\":\"raw\",\"data\":\"D\",\"id\":\"1\"}";
    private static final String ANSWER = "43#{\"response\":\"D\",\"isDisposed\":true,\"id\":\"1\"}";

    private final Handlers handlers = new Handlers();
    private final Log log = Log.open();
    private MicroserviceServer server = Services.serve(handlers, options -> options);

    /** What the tests call. */
    static final class Handlers {
        final CountDownLatch gate = new CountDownLatch(1);
        final AtomicInteger cancelled = new AtomicInteger();
        final AtomicInteger produced = new AtomicInteger();

        @MessagePattern("raw")
        Object raw(Object data) {
            return data;
        }

        @MessagePattern("held")
        Object held(Object data) throws InterruptedException {
            gate.await();
            return data;
        }

        @MessagePattern("never")
        Mono<String> never() {
            return Mono.<String>never().doOnCancel(cancelled::incrementAndGet);
        }

        @MessagePattern("flood")
        Flux<String> flood(int size) {
            var value = "x".repeat(size);
            return Flux.<String>generate(sink -> {
                        produced.incrementAndGet();
                        sink.next(value);
                    })
                    .doOnCancel(cancelled::incrementAndGet);
        }
    }

    private RawPeer peer() {
        return RawPeer.connect(Services.port(server));
    }

    private void restart(UnaryOperator<TcpTransporter.Builder> options) {
        server.close();
        server = Services.serve(handlers, options);
    }

    @BeforeEach
    void answers() {
        assertThat(answersStill()).isTrue();
    }

    @AfterEach
    void close() {
        handlers.gate.countDown();
        server.close();
        log.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("rookery-tcp")));
    }

    private boolean answersStill() {
        try (var peer = peer()) {
            return peer.send(REQUEST).read(ANSWER.length()).equals(ANSWER);
        }
    }

    @Nested
    class Golden {
        static Stream<GoldenFrame> odd() {
            return GoldenFrame.all().stream()
                    .filter(frame -> frame.saysThat("answer 4") && frame.saysThat("connection stays open"));
        }

        @ParameterizedTest
        @MethodSource("odd")
        void odd_frames_are_answered_as_nest_answers_them(GoldenFrame frame) {
            try (var peer = peer().send(frame.bytes())) {
                var answer = frame.answer();
                assertThat(peer.read(answer.getBytes(StandardCharsets.UTF_8).length))
                        .satisfiesAnyOf(
                                read -> assertThat(read).isEqualTo(answer),
                                read -> assertThat(read).contains(answer.split("(?=43#)")));
                assertThat(peer.send(REQUEST).read(ANSWER.length())).isEqualTo(ANSWER);
            }
        }

        static Stream<GoldenFrame> malformed() {
            return GoldenFrame.all().stream().filter(frame -> frame.saysThat("server closes (FIN) at once"));
        }

        @ParameterizedTest
        @MethodSource("malformed")
        void malformed_frames_close_the_connection_with_one_line(GoldenFrame frame) {
            try (var peer = peer().send(frame.bytes())) {
                var answer = peer.readToEnd();
                if (frame.saysThat("its reply is lost")) {
                    assertThat(answer).as("better than Nest").isEqualTo(ANSWER.replace("\"D\"", "\"a\""));
                } else {
                    assertThat(answer).isEmpty();
                }
                assertThat(log.lines())
                        .singleElement()
                        .asString()
                        .contains("127.0.0.1:" + peer.socket().getLocalPort());
                assertThat(log.hasStackTraces()).isFalse();
            }
            assertThat(answersStill()).isTrue();
        }

        static Stream<GoldenFrame> incomplete() {
            return GoldenFrame.all().stream().filter(frame -> frame.saysThat("closed after 30 s"));
        }

        @ParameterizedTest
        @MethodSource("incomplete")
        void incomplete_frames_are_waited_for_and_then_close_the_connection(GoldenFrame frame) {
            restart(options -> options.partialFrameTimeout(Duration.ofMillis(400)));
            try (var peer = peer().send(frame.bytes())) {
                assertThat(peer.isSilentFor(A_MOMENT)).isTrue();
                assertThat(peer.readToEnd()).isEmpty();
                assertThat(log.lines()).singleElement().asString().contains("incomplete", "PT0.4S");
            }
            assertThat(answersStill()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "null", "\"text\"", "[]", "true", "{}"})
    void a_packet_that_says_nothing_is_ignored(String packet) {
        try (var peer = peer()) {
            peer.send(packet.length() + "#" + packet);
            assertThat(peer.send(REQUEST).read(ANSWER.length())).isEqualTo(ANSWER);
            assertThat(log.lines()).hasSize(1).first().asString().contains("neither pattern nor data");
        }
    }

    @Test
    void a_packet_with_nothing_but_an_id_is_told_that_there_is_no_handler() {
        try (var peer = peer().send("10#{\"id\":\"1\"}")) {
            assertThat(peer.readFrame()).contains("\"id\":\"1\"", "There is no matching message handler");
        }
    }

    @Test
    void a_frame_may_be_cut_anywhere() {
        var frame = "40#{\"pattern\":\"raw\",\"data\":\"a😀é\",\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);
        try (var peer = peer()) {
            for (var cut = 1; cut < frame.length; cut++) {
                peer.send(Arrays.copyOf(frame, cut));
                peer.send(Arrays.copyOfRange(frame, cut, frame.length));
                assertThat(peer.readFrame() + peer.read(3)).contains("a😀é");
            }
        }
    }

    @Test
    void many_frames_in_one_write_are_all_answered() {
        try (var peer = peer()) {
            peer.send(REQUEST.repeat(500));
            assertThat(peer.read(ANSWER.length() * 500)).isEqualTo(ANSWER.repeat(500));
        }
    }

    @Test
    void a_flood_of_tiny_frames_does_no_harm() {
        try (var peer = peer()) {
            peer.send("1#1".repeat(16_000));
            assertThat(peer.send(REQUEST).read(ANSWER.length())).isEqualTo(ANSWER);
        }
    }

    @Test
    void a_peer_that_closes_its_half_gets_what_is_due() {
        try (var peer = peer().send(REQUEST.replace("raw", "held").replace("37#", "38#"))) {
            peer.endOutput();
            assertThat(peer.isSilentFor(A_MOMENT)).isTrue();
            handlers.gate.countDown();
            assertThat(peer.readToEnd()).isEqualTo(ANSWER);
        }
    }

    @Test
    void a_peer_that_has_gone_ends_its_handlers() {
        try (var peer = peer()) {
            peer.send("28#{\"pattern\":\"never\",\"id\":\"1\"}");
            await().until(() -> server.inFlight() == 1);
        }
        await().untilAsserted(() -> assertThat(handlers.cancelled).hasValue(1));
        await().until(() -> server.inFlight() == 0);
    }

    @RepeatedTest(10) // how the kernel tells of the end depends on what is under way just then
    void a_peer_that_never_reads_stops_the_stream() {
        try (var peer = peer().send(flood(10_000))) {
            await().until(() -> handlers.produced.get() > 10);
            var settled = await().during(A_MOMENT).until(handlers.produced::get, new Unchanged()::matches);
            assertThat(settled).as("values of 10 KB").isLessThan(2_000);
            assertThat(handlers.cancelled).hasValue(0);
            assertThat(answersStill()).isTrue();
            for (var read = 0; read < 5_000; read++) {
                peer.readFrame();
            }
        }
        await().untilAsserted(() -> assertThat(handlers.cancelled).hasValue(1));
    }

    private static final class Unchanged {
        private int last = -1;

        boolean matches(int now) {
            var same = now == last;
            last = now;
            return same;
        }
    }

    @Test
    void a_peer_that_asks_much_and_reads_nothing_is_dropped() {
        restart(options -> options.maxUnsentBytes(4 * 1024 * 1024));
        try (var peer = peer()) {
            var big = "\"" + "x".repeat(1024 * 1024) + "\"";
            var request = "{\"pattern\":\"held\",\"data\":" + big + ",\"id\":\"1\"}";
            for (var sent = 0; sent < 20; sent++) {
                peer.send(request.length() + "#" + request);
            }
            await().until(() -> server.inFlight() == 20);
            handlers.gate.countDown();
            await().untilAsserted(() -> assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("maxUnsentBytes", String.valueOf(peer.socket().getLocalPort())));
            peer.readToEnd();
        }
        assertThat(answersStill()).isTrue();
    }

    private static String flood(int size) {
        var request = "{\"pattern\":\"flood\",\"data\":" + size + ",\"id\":\"1\"}";
        return request.length() + "#" + request;
    }

    @Test
    void connections_beyond_the_bound_are_closed_at_once() {
        restart(options -> options.maxConnections(2));
        var peers = new ArrayList<RawPeer>();
        try {
            for (var number = 0; number < 2; number++) {
                var peer = peer();
                peers.add(peer);
                assertThat(peer.send(REQUEST).read(ANSWER.length())).isEqualTo(ANSWER);
            }
            try (var third = peer()) {
                assertThat(third.readToEnd()).isEmpty();
            }
            assertThat(log.lines()).singleElement().asString().contains("maxConnections");
            peers.removeFirst().close();
            await().until(this::answersByNow);
        } finally {
            peers.forEach(RawPeer::close);
        }
    }

    private boolean answersByNow() {
        try {
            return answersStill();
        } catch (UncheckedIOException refused) {
            return false;
        }
    }

    @Test
    void an_idle_connection_is_closed_where_that_is_wanted() {
        restart(options -> options.idleTimeout(Duration.ofMillis(300)));
        try (var peer = peer()) {
            assertThat(peer.send(REQUEST).read(ANSWER.length())).isEqualTo(ANSWER);
            assertThat(peer.readToEnd()).isEmpty();
        }
    }

    @Test
    void a_connection_that_waits_for_a_reply_is_not_idle() {
        restart(options -> options.idleTimeout(Duration.ofMillis(400)));
        try (var peer = peer().send(REQUEST.replace("raw", "held").replace("37#", "38#"))) {
            assertThat(peer.isSilentFor(Duration.ofSeconds(1))).isTrue();
            handlers.gate.countDown();
            assertThat(peer.read(ANSWER.length())).isEqualTo(ANSWER);
        }
    }

    @Test
    void a_connection_whose_request_waits_for_the_server_is_not_idle() {
        server.close();
        server = MicroserviceServer.builder()
                .controller(handlers)
                .options(ServerOptions.builder().maxInFlight(1).build())
                .transporter(TcpTransporter.builder()
                        .port(0)
                        .ioThreads(1)
                        .idleTimeout(Duration.ofMillis(400))
                        .build())
                .start();
        try (var busy = peer().send(REQUEST.replace("raw", "held").replace("37#", "38#"))) {
            await().until(() -> server.inFlight() == 1);
            try (var unread = peer().send(REQUEST)) {
                assertThat(unread.isSilentFor(Duration.ofSeconds(1))).isTrue();
                handlers.gate.countDown();
                assertThat(unread.read(ANSWER.length())).isEqualTo(ANSWER);
            }
            assertThat(busy.read(ANSWER.length())).isEqualTo(ANSWER);
        }
    }

    @Test
    void a_frame_beyond_the_limit_closes_the_connection() {
        restart(options -> options.maxFrameBytes(1_000));
        try (var peer = peer().send("2000#" + "x".repeat(1_500))) {
            assertThat(peer.readToEnd()).isEmpty();
            assertThat(log.lines()).singleElement().asString().contains("maxFrameBytes");
        }
    }

    @Test
    void replies_on_their_way_survive_a_close_while_the_peer_still_sends() {
        var replies = new ArrayList<String>();
        try (var peer = peer()) {
            peer.send(REQUEST.repeat(200));
            replies.add(peer.read(ANSWER.length()));
            var stopping = Thread.ofVirtual().start(server::close);
            replies.addAll(List.of(peer.readToEnd()));
            await().until(() -> !stopping.isAlive());
        }
        assertThat(String.join("", replies)).startsWith(ANSWER).matches("(?s)(" + Pattern.quote(ANSWER) + ")+");
    }
}

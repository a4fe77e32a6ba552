package dev.rookery.interop;

import static dev.rookery.interop.GrpcHeroes.BYTES;
import static dev.rookery.interop.GrpcHeroes.FULL;
import static dev.rookery.interop.GrpcHeroes.transporter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rookery.brokers.FreePort;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.grpc.GrpcRecord;
import dev.rookery.interop.GrpcHeroes.Hero;
import dev.rookery.interop.GrpcHeroes.Heroes;
import dev.rookery.interop.GrpcHeroes.Named;
import dev.rookery.interop.GrpcHeroes.Place;
import dev.rookery.interop.GrpcHeroes.Query;
import dev.rookery.server.MicroserviceServer;
import io.grpc.Metadata;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Java and Nest call each other over gRPC, from one {@code .proto} file. */
@ParameterizedClass
@EnumSource(NestVersion.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // what a version of Nest needs is there before its tests
final class GrpcInteropIT {
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final int LONG = 20_000;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @Parameter
    private NestVersion version;

    private int javaPort;
    private ClientProxy java;
    private ClientProxy keepingCase;
    private NestClient nest;
    private Heroes heroes;

    @BeforeParameterizedClassInvocation
    void startPeers() throws IOException {
        heroes = new Heroes();
        var server = MicroserviceServer.builder()
                .controller(heroes)
                .transporter(transporter(0).build())
                .start();
        opened.add(server);
        javaPort = ((InetSocketAddress) server.addresses().getFirst()).getPort();
        nest = NestClient.grpc(version, javaPort);
        opened.add(nest);
        var nestPort = FreePort.find();
        opened.add(NestService.grpc(version, nestPort));
        java = ClientProxyFactory.create(transporter(nestPort).build());
        opened.add(java);
        keepingCase =
                ClientProxyFactory.create(transporter(nestPort).keepCase(true).build());
        opened.add(keepingCase);
    }

    @AfterParameterizedClassInvocation
    void closeAll() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
        opened.clear();
    }

    // ---- Java calls Nest ----

    @Test
    void java_calls_each_kind_of_rpc_of_nest() {
        assertThat(java.request("Heroes/FindOne", new Query(7, "x"), Named.class)
                        .block(WAIT))
                .isEqualTo(new Named(7, "one x"));
        assertThat(java.send("Heroes/Many", new Query(3, ""), Named.class)
                        .map(Named::id)
                        .collectList()
                        .block(WAIT))
                .containsExactly(1, 2, 3);
        var queries = Flux.range(1, 100).map(id -> new Query(id, "t"));
        assertThat(java.request("Heroes/Collect", queries, Named.class).block(WAIT))
                .isEqualTo(new Named(5_050, "sum"));
        assertThat(java.send("Heroes/Chat", queries, Named.class)
                        .map(Named::id)
                        .collectList()
                        .block(WAIT))
                .hasSize(100)
                .isSorted();
        assertThat(java.request("demo.shared.Atlas/Locate", new Place("oslo"), Place.class)
                        .block(WAIT))
                .isEqualTo(new Place("OSLO"));
    }

    @Test
    void java_reads_every_field_that_nest_writes() {
        assertThat(java.request("Heroes/FindOne", new Query(0, "full"), Hero.class)
                        .block(WAIT))
                .usingRecursiveComparison()
                .isEqualTo(FULL);
    }

    @Test
    void java_sends_metadata_to_nest_and_gets_errors_of_it() {
        var more = new Metadata();
        more.put(BYTES, new byte[] {7});
        var record = GrpcRecord.builder(new Query(0, "metadata"))
                .header("x-a", "a")
                .metadata(more)
                .build();

        assertThat(java.request("Heroes/FindOne", record, Named.class).block(WAIT))
                .isEqualTo(new Named(1, "a 7"));
        assertThat(errorOf("error"))
                .isEqualTo(Map.of(
                        "code",
                        5,
                        "status",
                        "NOT_FOUND",
                        "message",
                        "no such hero",
                        "metadata",
                        Map.of("x-why", "gone")));
        assertThat(errorOf("unknown"))
                .isEqualTo(Map.of("code", 2, "status", "UNKNOWN", "message", "Internal server error"));
    }

    private @Nullable Object errorOf(String text) {
        var error = catchThrowableOfType(
                RemoteException.class,
                () -> java.request("Heroes/FindOne", new Query(0, text), Named.class)
                        .block(WAIT));
        return error == null ? null : error.error();
    }

    @Test
    void java_gives_up_on_nest_and_cancels_it() {
        assertThatThrownBy(() -> java.withTimeout(Duration.ofMillis(200))
                        .request("Heroes/FindOne", new Query(0, "slow"), Named.class)
                        .block(WAIT))
                .isInstanceOf(RequestTimeoutException.class);
        assertThat(java.send("Heroes/Many", new Query(0, "endless"), Named.class)
                        .take(3)
                        .count()
                        .block(WAIT))
                .isEqualTo(3);
        assertThat(java.request("Heroes/Cancelled", new Query(0, ""), Named.class)
                        .map(Named::id)
                        .filter(count -> count > 0)
                        .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(20)))
                        .block(WAIT))
                .isEqualTo(1);
    }

    @Test
    @SuppressWarnings("unchecked")
    void java_may_keep_the_names_of_the_file() {
        Map<String, Object> hero = keepingCase
                .request("Heroes/FindOne", Map.of("text", "full"), Map.class)
                .block(WAIT);

        assertThat(hero).containsEntry("big_number", 9_007_199_254_740_993L).doesNotContainKey("bigNumber");
    }

    @Test
    void java_reads_a_long_stream_of_nest_slowly_and_loses_nothing() {
        var slowly = java.send("Heroes/Many", new Query(LONG, "large"), Named.class)
                .concatMap(
                        named -> named.id() % 1_000 == 0
                                ? Mono.just(named).delayElement(Duration.ofMillis(20))
                                : Mono.just(named),
                        8);

        StepVerifier.create(slowly.map(Named::id).scan(0, GrpcInteropIT::next).last())
                .expectNext(LONG)
                .expectComplete()
                .verify(Duration.ofSeconds(60));
    }

    private static int next(int last, int id) {
        assertThat(id).isEqualTo(last + 1);
        return id;
    }

    // ---- Nest calls Java ----

    @Test
    void nest_reads_a_long_stream_of_java_and_loses_nothing() {
        var values = nest.send("Heroes/many", Map.of("id", LONG, "text", "large"), Duration.ofSeconds(60))
                .values();

        assertThat(values).hasSize(LONG);
        assertThat(values.getLast().path("id").asInt()).isEqualTo(LONG);
    }

    @Test
    void nest_sends_a_long_stream_to_java_which_loses_nothing() {
        var queries =
                IntStream.rangeClosed(1, LONG).mapToObj(id -> Map.of("id", id)).toList();

        assertThat(nest.send("Heroes/collect", queries, Duration.ofSeconds(60))
                        .value()
                        .path("id")
                        .asInt())
                .isEqualTo(LONG * (LONG + 1) / 2);
    }

    /** Services of Nest count no pings, so that their clients may be told to send many. */
    @Test
    void a_nest_client_that_pings_while_java_is_silent_is_answered() {
        try (var pinging =
                NestClient.grpc(version, javaPort, "--options", "{\"keepalive\":{\"keepaliveTimeMs\":2000}}")) {
            assertThat(pinging.send("Heroes/findOne", Map.of("text", "silent"), Duration.ofSeconds(60))
                            .value()
                            .path("name")
                            .asString())
                    .isEqualTo("at last");
        }
    }

    @Test
    void a_deadline_of_nest_is_known_to_java_and_ends_what_takes_longer() {
        var left = nest.sendUntil(Duration.ofSeconds(5), "Heroes/findOne", Map.of("text", "deadline"));

        assertThat(left.value().path("id").asInt()).isBetween(1, 5_000);
        assertThat(nest.sendUntil(Duration.ofMillis(300), "Heroes/many", Map.of("text", "endless"))
                        .errorBody()
                        .path("code")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void nest_calls_each_kind_of_rpc_of_java() {
        assertThat(nest.send("Heroes/findOne", Map.of("id", 7, "text", "x")).value())
                .isEqualTo(NestJson.json("{\"id\":7,\"name\":\"one x\"}"));
        assertThat(nest.send("Heroes/many", Map.of("id", 3)).values()).hasSize(3);
        assertThat(nest.send("Heroes/collect", List.of(Map.of("id", 1), Map.of("id", 2)))
                        .value())
                .isEqualTo(NestJson.json("{\"id\":3,\"name\":\"sum\"}"));
        assertThat(nest.send("Heroes/chat", List.of(Map.of("id", 1, "text", "a"), Map.of("id", 2, "text", "b")))
                        .values())
                .containsExactly(
                        NestJson.json("{\"id\":1,\"name\":\"re: a\"}"), NestJson.json("{\"id\":2,\"name\":\"re: b\"}"));
        assertThat(nest.send("Atlas/locate", Map.of("city", "oslo")).value())
                .isEqualTo(NestJson.json("{\"city\":\"OSLO\"}"));
    }

    @Test
    void nest_reads_every_field_that_java_writes() {
        assertThat(nest.send("Heroes/findOne", Map.of("text", "full")).value()).isEqualTo(NestJson.json("""
                        {"id":-1,"name":"é😀","bigNumber":"9007199254740993","kind":"TALL","tags":["a","b"],"counts":{"x":1},
                        "blob":{"type":"Buffer","data":[0,255]},"maybe":"","right":0,"inner":{"id":5},
                        "born":{"seconds":"5","nanos":500000000},"nickname":{"value":"Al"},"home":{"city":"Oslo"}}"""));
    }

    @Test
    void nest_sends_metadata_to_java_and_gets_errors_of_it() {
        assertThat(nest.sendWithHeaders("Heroes/findOne", Map.of("text", "metadata"), Map.of("x-a", "a"))
                        .value())
                .isEqualTo(NestJson.json("{\"name\":\"a\"}"));
        var error = nest.send("Heroes/findOne", Map.of("text", "error")).errorBody();
        assertThat(error.path("code").asInt()).isEqualTo(5);
        assertThat(error.path("details").asString()).isEqualTo("no such hero");
        assertThat(error.path("metadata").path("x-why").asString()).isEqualTo("gone");
        assertThat(nest.send("Heroes/findOne", Map.of("text", "rpc"))
                        .errorBody()
                        .path("code")
                        .asInt())
                .isEqualTo(9);
        var unknown = nest.send("Heroes/findOne", Map.of("text", "unknown")).errorBody();
        assertThat(unknown.path("code").asInt()).isEqualTo(2);
        assertThat(unknown.path("details").asString()).isEqualTo("Internal server error");
        assertThat(nest.send("Heroes/cancelled", Map.of())
                        .errorBody()
                        .path("code")
                        .asInt())
                .as("no handler")
                .isEqualTo(12);
    }

    @Test
    void nest_leaves_and_java_stops() throws InterruptedException {
        assertThat(nest.take(3, "Heroes/many", Map.of("text", "endless")).values())
                .hasSize(3);
        assertThat(heroes.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(nest.send("Heroes/findOne", Map.of("text", "slow"), Duration.ofMillis(300))
                        .timedOut())
                .isTrue();
        assertThat(heroes.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
}

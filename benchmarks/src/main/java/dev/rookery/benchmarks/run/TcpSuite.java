package dev.rookery.benchmarks.run;

import dev.rookery.benchmarks.load.Request;
import dev.rookery.benchmarks.process.Work;
import java.util.ArrayList;
import java.util.List;

/** What is measured on TCP, where the load generator speaks Nest's frame and any service that does so can be put under the same load. */
final class TcpSuite {
    private static final String NEST = "Nest 12";
    private static final String ROOKERY = "Rookery";
    private static final String NON_BLOCKING = "Rookery, @NonBlocking";
    private static final String BARE = "bare Netty and Jackson";
    private static final String BARE_VIRTUAL = "bare Netty and Jackson, a virtual thread each";
    private static final String VERTX = "Vert.x, a JSON socket";
    private static final String RSOCKET = "RSocket";
    private static final String GRPC = "gRPC, stubs";

    private static final String SMALL = "Rookery, flags of a small service";
    private static final String AOT = "Rookery, AOT cache";
    private static final String SMALL_AOT = "Rookery, AOT cache, flags of a small service";

    /** What docs/performance.md gives to services that have little to do and little memory: later flags win over earlier ones. */
    private static final List<String> SMALL_FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders", "-Xmx32m");

    private static final String SUM = "{\"cmd\":\"sum\"}";
    private static final String NUMBERS = "[1,2,3,4,5]";
    private static final int EVENTS = 63;
    private static final int MANY_ROUTES = 10_000;
    private static final int BUSY_ROUTES = 100;
    private static final int MANY_REQUESTS = 1_000_000;
    private static final int MANY_CONNECTIONS = 1_000;

    private final Programs programs;
    private final Command nest;
    private final Command rookery;
    private final Command bare;
    private final Command bareVirtual;
    private final Command vertx;

    private TcpSuite(Programs programs) {
        this.programs = programs;
        this.nest = programs.nestService();
        this.rookery = programs.java("tcp.RookeryService");
        this.bare = programs.java("tcp.BareEcho");
        this.bareVirtual = programs.java("tcp.BareEcho", "virtual");
        this.vertx = programs.peer("peers.vertx.VertxService");
    }

    static Suite of(Programs programs) {
        var suite = new TcpSuite(programs);
        return new Suite(
                "tcp",
                List.of(
                        suite.main(),
                        suite.endToEnd("tcp-calls", "TCP, the same with each one's own client", Work.SUM, 64),
                        suite.pipeline(),
                        suite.small("tcp-in-flight-1", "TCP, `{cmd: 'sum'}`, 1 in flight", 1, 1),
                        suite.small("tcp-in-flight-16", "TCP, `{cmd: 'sum'}`, 16 in flight", 1, 16),
                        suite.small("tcp-in-flight-512", "TCP, `{cmd: 'sum'}`, 512 in flight", 1, 512),
                        suite.small(
                                "tcp-connections-100", "TCP, `{cmd: 'sum'}`, 64 in flight on 100 connections", 100, 64),
                        suite.echo("tcp-1k", "TCP, 1 KiB of text sent back, 64 in flight", Work.ECHO_1K, 64),
                        suite.echo("tcp-64k", "TCP, 64 KiB of text sent back, 16 in flight", Work.ECHO_64K, 16),
                        suite.endToEnd(
                                "tcp-calls-64k",
                                "TCP, 64 KiB of text, with each one's own client, 16 in flight",
                                Work.ECHO_64K,
                                16),
                        suite.stream(),
                        suite.endToEnd(
                                "tcp-calls-stream",
                                "TCP, streams, with each one's own client, 4 in flight",
                                Work.STREAM,
                                4),
                        suite.events(),
                        suite.blocking(),
                        suite.growth(),
                        suite.start(),
                        suite.memory()),
                goals(),
                List.of("tcp-small", "tcp-calls", "tcp-start"));
    }

    private static List<Goal> goals() {
        return List.of(
                new Goal("tcp-small", Figure.SERVICE_CPU, ROOKERY, NEST, 0.7),
                new Goal("tcp-small", Figure.SERVICE_CPU, ROOKERY, BARE_VIRTUAL, 1.4),
                new Goal("tcp-small", Figure.SERVICE_CPU, NON_BLOCKING, NEST, 0.4),
                new Goal("tcp-small", Figure.SERVICE_CPU, NON_BLOCKING, BARE, 1.4),
                new Goal("tcp-calls", Figure.PER_SECOND, ROOKERY, NEST, 1.6),
                new Goal("tcp-64k", Figure.PER_SECOND, ROOKERY, NEST, 1.5),
                new Goal("tcp-calls-64k", Figure.PER_SECOND, ROOKERY, NEST, 1.5),
                new Goal("tcp-blocking", Figure.PER_SECOND, ROOKERY, NEST, 0.9),
                new Goal("tcp-blocking", Figure.SERVICE_CPU, ROOKERY, NEST, 1),
                new Goal("tcp-stream", Figure.PER_SECOND, ROOKERY, NEST, 2),
                new Goal("tcp-calls-stream", Figure.PER_SECOND, ROOKERY, NEST, 2),
                new Goal("tcp-start", Figure.FIRST_REPLY, ROOKERY, NEST, 1.3),
                new Goal("tcp-start", Figure.FIRST_REPLY, AOT, NEST, 0.8),
                new Goal("tcp-start", Figure.FIRST_REPLY, SMALL_AOT, NEST, 0.8),
                new Goal("tcp-memory", Figure.STEADY_MEMORY, SMALL, NEST, 1),
                new Goal("tcp-growth", Figure.SERVICE_CPU, "10,000 routes, 100 of them busy", "1 route", 1.2),
                new Goal(
                        "tcp-growth", Figure.SERVICE_CPU, "after 1,000,000 requests", "from the first request on", 1.2),
                new Goal("tcp-growth", Figure.SERVICE_CPU, "1,000 connections", "1,000 connections, bare", 1.5));
    }

    private static Request sum() {
        return Request.of(SUM, NUMBERS);
    }

    private Scenario small(String id, String title, int connections, int inFlight) {
        return new ServiceLoad(id, title, sums(connections, inFlight), true);
    }

    private List<Contender> sums(int connections, int inFlight) {
        var load = new Load(sum(), connections, inFlight);
        var nonBlocking = new Load(Request.of("{\"cmd\":\"sum-non-blocking\"}", NUMBERS), connections, inFlight);
        return List.of(
                Contender.underLoad(NEST, nest, load),
                Contender.underLoad(ROOKERY, rookery, load),
                Contender.underLoad(NON_BLOCKING, rookery, nonBlocking),
                Contender.underLoad(BARE_VIRTUAL, bareVirtual, load),
                Contender.underLoad(BARE, bare, load));
    }

    private Scenario main() {
        var load = new Load(sum(), 1, 64);
        var contenders = new ArrayList<>(sums(1, 64));
        contenders.add(Contender.underLoad(VERTX, vertx, load));
        contenders.add(Contender.underLoad(SMALL, withFlags(SMALL_FLAGS), load));
        return new ServiceLoad("tcp-small", "TCP, `{cmd: 'sum'}` of five numbers, 64 in flight", contenders, true);
    }

    private Scenario pipeline() {
        var load = new Load(sum(), 1, 64);
        var piped = new Load(Request.of("{\"cmd\":\"sum-piped\"}", NUMBERS), 1, 64);
        return new ServiceLoad(
                "tcp-pipeline",
                "TCP, `{cmd: 'sum'}` with a guard, a pipe and an interceptor, and without, 64 in flight",
                List.of(
                        Contender.underLoad("Nest 12, with", nest, piped),
                        Contender.underLoad("Nest 12, without", nest, load),
                        Contender.underLoad("Rookery, with", rookery, piped),
                        Contender.underLoad("Rookery, without", rookery, load)),
                true);
    }

    private Scenario echo(String id, String title, Work work, int inFlight) {
        return alike(id, title, Request.of("\"echo\"", '"' + work.text() + '"'), 1, inFlight, true);
    }

    private Scenario stream() {
        return alike(
                "tcp-stream",
                "TCP, streams of 1,000 numbers, 4 in flight; each number is a message",
                Request.stream("\"stream\"", Work.VALUES),
                1,
                4,
                true);
    }

    private Scenario events() {
        var events = Request.events(EVENTS, "\"event\"", NUMBERS, sum());
        var load = new Load(events, 1, 2);
        return new ServiceLoad(
                "tcp-events",
                "TCP, events of five numbers, a request behind each " + EVENTS,
                List.of(
                        Contender.underLoad(NEST, nest, load),
                        Contender.underLoad(ROOKERY, rookery, load),
                        Contender.underLoad(BARE_VIRTUAL, bareVirtual, load),
                        Contender.underLoad(BARE, bare, load)),
                false);
    }

    private Scenario blocking() {
        var load = new Load(Request.of("\"wait\"", "10"), 100, 10_000);
        return new ServiceLoad(
                "tcp-blocking",
                "TCP, handlers that wait 10 ms, 10,000 in flight on 100 connections",
                List.of(Contender.underLoad(NEST, nest, load), Contender.underLoad(ROOKERY, rookery, load)),
                false);
    }

    private Scenario alike(String id, String title, Request request, int connections, int inFlight, boolean latency) {
        var load = new Load(request, connections, inFlight);
        return new ServiceLoad(
                id,
                title,
                List.of(
                        Contender.underLoad(NEST, nest, load),
                        Contender.underLoad(ROOKERY, rookery, load),
                        Contender.underLoad(BARE_VIRTUAL, bareVirtual, load),
                        Contender.underLoad(BARE, bare, load),
                        Contender.underLoad(VERTX, vertx, load)),
                latency);
    }

    private Scenario endToEnd(String id, String title, Work work, int inFlight) {
        return new EndToEnd(
                id,
                title,
                work,
                inFlight,
                List.of(
                        Contender.withClient(NEST, nest, programs.nestClient()),
                        Contender.withClient(ROOKERY, rookery, programs.java("tcp.RookeryClient")),
                        Contender.withClient(BARE, bare, programs.java("tcp.BareClient")),
                        Contender.withClient(
                                RSOCKET,
                                programs.peer("peers.rsocket.RSocketService"),
                                programs.peer("peers.rsocket.RSocketClient")),
                        Contender.withClient(
                                GRPC, programs.peer("peers.grpc.GrpcService"), programs.peer("peers.grpc.GrpcClient")),
                        Contender.withClient(VERTX, vertx, programs.peer("peers.vertx.VertxClient"))),
                true);
    }

    private Scenario growth() {
        var one = new Load(Request.routes(1, 1, NUMBERS), 1, 64);
        var many = rookery.with(String.valueOf(MANY_ROUTES));
        var some = new Load(Request.routes(BUSY_ROUTES, MANY_ROUTES / BUSY_ROUTES, NUMBERS), 1, 64);
        var all = new Load(Request.routes(MANY_ROUTES, 1, NUMBERS), 1, 64);
        var late = new Load(sum(), 1, 64, MANY_REQUESTS);
        var wide = new Load(sum(), MANY_CONNECTIONS, MANY_CONNECTIONS);
        return new ServiceLoad(
                "tcp-growth",
                "TCP, what a request costs as work grows, 64 in flight",
                List.of(
                        Contender.underLoad("1 route", rookery.with("1"), one),
                        Contender.underLoad("10,000 routes, 100 of them busy", many, some),
                        Contender.underLoad("10,000 routes, all busy", many, all),
                        Contender.underLoad("from the first request on", rookery, new Load(sum(), 1, 64)),
                        Contender.underLoad("after 1,000,000 requests", rookery, late),
                        Contender.underLoad("1,000 connections", rookery, wide),
                        Contender.underLoad("1,000 connections, bare", bareVirtual, wide)),
                false);
    }

    private Scenario start() {
        var load = new Load(sum(), 1, 1);
        var cache = programs.results().resolve("service.aot");
        var smallCache = programs.results().resolve("small-service.aot");
        return new StartUp(
                "tcp-start",
                "TCP, from the start of the process to the first reply",
                List.of(
                        Contender.underLoad(NEST, nest, load),
                        Contender.underLoad(ROOKERY, rookery, load),
                        Contender.underLoad(AOT, withFlags(List.of(), "-XX:AOTCache=" + cache), load),
                        Contender.underLoad(SMALL_AOT, withFlags(SMALL_FLAGS, "-XX:AOTCache=" + smallCache), load)),
                List.of(
                        new Training(withFlags(List.of(), "-XX:AOTCacheOutput=" + cache), load, cache),
                        new Training(withFlags(SMALL_FLAGS, "-XX:AOTCacheOutput=" + smallCache), load, smallCache)));
    }

    private Scenario memory() {
        var load = new Load(sum(), 1, 16);
        return new Memory(
                "tcp-memory",
                "TCP, the memory of a small service",
                List.of(
                        Contender.underLoad(NEST, nest, load),
                        Contender.underLoad(SMALL, withFlags(SMALL_FLAGS), load),
                        Contender.underLoad(ROOKERY, rookery, load)));
    }

    private Command withFlags(List<String> flags, String... more) {
        var all = new ArrayList<>(Programs.JVM_FLAGS);
        all.addAll(flags);
        all.addAll(List.of(more));
        return programs.java(all, "tcp.RookeryService");
    }
}

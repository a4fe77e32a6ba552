package dev.rookery.benchmarks.run;

import dev.rookery.benchmarks.process.Work;
import java.util.List;

/** What is measured on gRPC: services of one {@code .proto} file under one load, which is that of a client with generated stubs. */
final class GrpcSuite {
    private static final String NEST = "Nest 12";
    private static final String RECORDS = "Rookery, records";
    private static final String GENERATED = "Rookery, generated messages";
    private static final String NON_BLOCKING = ", @NonBlocking";
    private static final String BARE = "bare grpc-java";
    private static final String BARE_VIRTUAL = "bare grpc-java, virtual threads";
    private static final String BARE_DIRECT = "bare grpc-java, on the I/O thread";

    private static final String CALLS = "grpc-calls";
    private static final String STREAM = "grpc-stream";
    private static final double OF_NEST = 2;
    private static final double OF_BARE = 0.9;
    private static final double RECORDS_OF_BARE = 0.7;

    /** On two processors, gRPC's calls get faster for some twenty seconds. */
    private static final int WARM_UP = 4;

    private final Programs programs;

    private GrpcSuite(Programs programs) {
        this.programs = programs;
    }

    static Suite of(Programs programs) {
        var suite = new GrpcSuite(programs);
        var calls = suite.scenario(CALLS, "gRPC, the sum of five numbers, 64 in flight on one channel", Work.SUM, 64);
        var stream = suite.scenario(
                STREAM, "gRPC, streams of 1,000 numbers, 4 in flight; each number is a message", Work.STREAM, 4);
        return new Suite("grpc", List.of(calls, stream), goals(), List.of());
    }

    private static List<Goal> goals() {
        return List.of(
                new Goal(CALLS, Figure.PER_SECOND, GENERATED, BARE, OF_BARE),
                new Goal(CALLS, Figure.PER_SECOND, RECORDS, BARE, RECORDS_OF_BARE),
                new Goal(CALLS, Figure.PER_SECOND, GENERATED, NEST, OF_NEST),
                new Goal(CALLS, Figure.PER_SECOND, RECORDS, NEST, OF_NEST),
                new Goal(STREAM, Figure.PER_SECOND, GENERATED, BARE, OF_BARE),
                new Goal(STREAM, Figure.PER_SECOND, RECORDS, BARE, OF_BARE));
    }

    private Scenario scenario(String id, String title, Work work, int inFlight) {
        return new LongRun(new EndToEnd(id, title, work, inFlight, contenders(), true), WARM_UP, 1);
    }

    private List<Contender> contenders() {
        return List.of(
                contender(NEST, programs.nestGrpcService()),
                contender(RECORDS, ours("records", "virtual")),
                contender(RECORDS + NON_BLOCKING, ours("records", "non-blocking")),
                contender(GENERATED, ours("generated", "virtual")),
                contender(GENERATED + NON_BLOCKING, ours("generated", "non-blocking")),
                contender(BARE, programs.peer("peers.grpc.GrpcService")),
                contender(BARE_VIRTUAL, programs.peer("peers.grpc.GrpcService", "virtual")),
                contender(BARE_DIRECT, programs.peer("peers.grpc.GrpcService", "direct")));
    }

    private Command ours(String messages, String threads) {
        return programs.peer("peers.grpc.RookeryService", messages, threads);
    }

    /** The client takes answers on its I/O thread, so that it costs as little as it can. */
    private Contender contender(String name, Command service) {
        return Contender.withClient(name, service, programs.peer("peers.grpc.GrpcClient", "direct"));
    }
}

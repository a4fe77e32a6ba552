package dev.rookery.benchmarks.run;

import dev.rookery.benchmarks.process.Work;
import java.util.List;

/** What is measured of WebSockets: a gateway with many of them, idle and when an event goes to all. */
final class WsSuite {
    private static final String ROOKERY = "Rookery";
    private static final String SMALL = "Rookery, flags of a small service";
    private static final String BARE = "bare Jetty";

    private static final String IDLE = "ws-idle";
    private static final String BROADCAST = "ws-broadcast";
    private static final double OF_BARE = 1.5;
    /** The same as a rate. */
    private static final double OF_BARE_RATE = 0.67;

    private static final double MOST_MEGABYTES = 250;

    /** Jetty's frames are being compiled for some ten seconds. */
    private static final int WARM_UP = 2;

    /** A broadcast takes so long that there are few of them in a turn. */
    private static final int TURN = 3;

    private static final List<String> SMALL_FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders", "-Xmx128m");

    private final Programs programs;

    private WsSuite(Programs programs) {
        this.programs = programs;
    }

    static Suite of(Programs programs) {
        var suite = new WsSuite(programs);
        return new Suite(
                "ws",
                List.of(suite.broadcast(), suite.idle()),
                List.of(
                        new Goal(BROADCAST, Figure.PER_SECOND, ROOKERY, BARE, OF_BARE_RATE),
                        new Goal(BROADCAST, Figure.SERVICE_CPU, ROOKERY, BARE, OF_BARE),
                        new Goal(IDLE, Figure.STEADY_MEMORY, ROOKERY, null, MOST_MEGABYTES)),
                List.of());
    }

    private Scenario broadcast() {
        var calls = new EndToEnd(
                BROADCAST,
                "WebSocket, an event of 200 bytes to 5,000 sockets, one after the other; each socket that has it counts",
                Work.BROADCAST,
                1,
                List.of(
                        contender(BARE, programs.peer("peers.ws.JettyService")),
                        contender(ROOKERY, programs.peer("peers.ws.RookeryService"))),
                true);
        return new LongRun(calls, WARM_UP, TURN);
    }

    private Scenario idle() {
        return new IdleSockets(
                IDLE,
                "WebSocket, 5,000 sockets on which nothing comes",
                List.of(
                        contender(BARE, programs.peer("peers.ws.JettyService")),
                        contender(ROOKERY, programs.peer("peers.ws.RookeryService")),
                        contender(SMALL, programs.peer(SMALL_FLAGS, "peers.ws.RookeryService"))),
                Work.SOCKETS);
    }

    private Contender contender(String name, Command service) {
        return Contender.withClient(name, service, programs.peer("peers.ws.WsClient", String.valueOf(Work.SOCKETS)));
    }
}

package dev.rookery.benchmarks.run;

import dev.rookery.benchmarks.process.Work;
import java.util.List;

/** What is measured of HTTP: JSON requests to a controller with a guard and a pipe, and to what does the same by hand, all from one client. */
final class HttpSuite {
    private static final String NEST = "Nest 12";
    private static final String ROOKERY = "Rookery";
    private static final String NON_BLOCKING = "Rookery, @NonBlocking";
    private static final String BARE = "bare Jetty";
    private static final String BARE_VIRTUAL = "bare Jetty, virtual threads";
    private static final String BARE_DIRECT = "bare Jetty, on the I/O thread";

    private static final String POST = "http-post";
    private static final String GET = "http-get";
    private static final int CONNECTIONS = 64;
    private static final double OF_NEST = 2;
    private static final double OF_BARE = 0.8;

    /** On two processors, Jetty is being compiled for some ten seconds. */
    private static final int WARM_UP = 2;

    private final Programs programs;

    private HttpSuite(Programs programs) {
        this.programs = programs;
    }

    static Suite of(Programs programs) {
        var suite = new HttpSuite(programs);
        return new Suite(
                "http",
                List.of(
                        suite.scenario(POST, "HTTP, a POST of an order as JSON, 64 connections", Work.PLACE_ORDER),
                        suite.scenario(
                                GET, "HTTP, a GET with a variable in its path, 64 connections", Work.FIND_ORDER)),
                List.of(
                        new Goal(POST, Figure.PER_SECOND, ROOKERY, BARE, OF_BARE),
                        new Goal(POST, Figure.SERVICE_CPU, ROOKERY, BARE, 1 / OF_BARE),
                        new Goal(POST, Figure.PER_SECOND, ROOKERY, NEST, OF_NEST),
                        new Goal(POST, Figure.SERVICE_CPU, ROOKERY, NEST, 1 / OF_NEST)),
                List.of());
    }

    private Scenario scenario(String id, String title, Work work) {
        return new LongRun(new EndToEnd(id, title, work, CONNECTIONS, contenders(), true), WARM_UP, 1);
    }

    private List<Contender> contenders() {
        return List.of(
                contender(NEST, programs.nestHttpService()),
                contender(ROOKERY, programs.peer("peers.http.RookeryService", "virtual")),
                contender(NON_BLOCKING, programs.peer("peers.http.RookeryService", "non-blocking")),
                contender(BARE, programs.peer("peers.http.JettyService", "pool")),
                contender(BARE_VIRTUAL, programs.peer("peers.http.JettyService", "virtual")),
                contender(BARE_DIRECT, programs.peer("peers.http.JettyService", "direct")));
    }

    private Contender contender(String name, Command service) {
        return Contender.withClient(name, service, programs.peer("peers.http.HttpClient", String.valueOf(CONNECTIONS)));
    }
}

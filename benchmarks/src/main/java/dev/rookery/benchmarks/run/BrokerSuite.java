package dev.rookery.benchmarks.run;

import dev.rookery.benchmarks.process.Work;
import java.util.ArrayList;
import java.util.List;

/** What is measured behind a broker: requests and replies of each one's own client and service. */
final class BrokerSuite {
    private static final String NEST = "Nest 12";
    private static final String ROOKERY = "Rookery";
    private static final String NON_BLOCKING = "Rookery, @NonBlocking";
    private static final int MANY = 64;
    /** With several in flight, Nest's client on MQTT stops getting replies, sooner or later. */
    private static final int MQTT_NEST = 1;

    private final Programs programs;
    private final String transport;
    private final String name;
    private final String bare;
    private final String driver;

    private BrokerSuite(Programs programs, String transport, String name, String bare, String driver) {
        this.programs = programs;
        this.transport = transport;
        this.name = name;
        this.bare = bare;
        this.driver = "bare " + driver;
    }

    static Suite redis(Programs programs) {
        return new BrokerSuite(programs, "redis", "Redis", "brokers.BareRedis", "Lettuce").suite();
    }

    static Suite nats(Programs programs) {
        return new BrokerSuite(programs, "nats", "NATS", "brokers.BareNats", "jnats").suite();
    }

    static Suite rabbitmq(Programs programs) {
        return new BrokerSuite(programs, "rabbitmq", "RabbitMQ", "brokers.BareRabbit", "amqp-client").suite();
    }

    static Suite mqtt(Programs programs) {
        var suite = new BrokerSuite(programs, "mqtt", "MQTT", "brokers.BareMqtt", "HiveMQ client");
        var few = "mqtt-calls-" + MQTT_NEST;
        return suite.suite(
                List.of(
                        suite.calls("mqtt-calls", MANY, suite.ours(), true),
                        suite.calls(few, MQTT_NEST, suite.all(), false)),
                List.of(suite.ofBare("mqtt-calls"), suite.ofNest(few)));
    }

    private Suite suite() {
        var calls = transport + "-calls";
        return suite(List.of(calls(calls, MANY, all(), true)), List.of(ofNest(calls), ofBare(calls)));
    }

    private Suite suite(List<Scenario> scenarios, List<Goal> goals) {
        return new Suite(transport, scenarios, goals, List.of());
    }

    private Goal ofNest(String scenario) {
        return new Goal(scenario, Figure.PER_SECOND, ROOKERY, NEST, 1.5);
    }

    private Goal ofBare(String scenario) {
        return new Goal(scenario, Figure.PER_SECOND, ROOKERY, driver, 0.85);
    }

    private Scenario calls(String id, int inFlight, List<Contender> contenders, boolean withLatency) {
        var title = name + ", `{cmd: 'sum'}` of five numbers, " + inFlight + " in flight";
        return new ThroughBroker(
                new EndToEnd(id, title, Work.SUM, inFlight, contenders, withLatency),
                programs.broker("brokers.BrokerProcess", transport));
    }

    private List<Contender> all() {
        var all = new ArrayList<Contender>();
        all.add(Contender.withClient(NEST, programs.nestService(transport), programs.nestClient(transport)));
        all.addAll(ours());
        return all;
    }

    private List<Contender> ours() {
        var service = programs.broker("brokers.RookeryService", transport);
        var client = programs.broker(bare, "client");
        return List.of(
                Contender.withClient(ROOKERY, service, ourClient("{cmd: 'sum'}")),
                Contender.withClient(NON_BLOCKING, service, ourClient("{cmd: 'sum-non-blocking'}")),
                Contender.withClient(driver, programs.broker(bare, "service"), client),
                Contender.withClient(driver + ", a virtual thread each", programs.broker(bare, "virtual"), client));
    }

    private Command ourClient(String pattern) {
        return programs.broker("brokers.RookeryClient", transport, pattern);
    }
}

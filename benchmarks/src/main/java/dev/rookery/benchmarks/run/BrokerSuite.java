package dev.rookery.benchmarks.run;

import dev.rookery.benchmarks.process.Work;
import java.util.ArrayList;
import java.util.List;

/** What is measured behind a broker: requests and replies of each one's own client and service. */
final class BrokerSuite {
    private static final String NEST = "Nest 12";
    private static final String ROOKERY = "Rookery";
    private static final String NON_BLOCKING = "Rookery, @NonBlocking";
    private static final String VIRTUAL = ", a virtual thread each";
    private static final String AUTOMATIC = "Rookery, automatic acknowledgement";
    private static final double OF_NEST = 1.5;
    private static final double OF_BARE = 0.85;
    private static final int MANY = 64;
    /** With several in flight, Nest's client on MQTT stops getting replies, sooner or later. */
    private static final int MQTT_NEST = 1;

    private static final String BATCH = "Rookery, batches";

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
        var suite = new BrokerSuite(programs, "rabbitmq", "RabbitMQ", "brokers.BareRabbit", "amqp-client");
        return suite.suiteWithEvents(1.5, List.of(suite.automatic()), List.of());
    }

    static Suite kafka(Programs programs) {
        var suite = new BrokerSuite(programs, "kafka", "Kafka", "brokers.BareKafka", "kafka-clients");
        return suite.suiteWithEvents(3, List.of(), List.of(suite.consumer(BATCH, "event-batch")));
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

    /** As Nest does it by default: what a service has not done when it ends is lost. */
    private Contender automatic() {
        return Contender.withClient(
                AUTOMATIC, programs.broker("brokers.RookeryService", transport + "-automatic"), ourClient(pattern()));
    }

    private Suite suiteWithEvents(double ofNest, List<Contender> moreCalls, List<Contender> more) {
        var calls = transport + "-calls";
        var callers = new ArrayList<>(all());
        callers.addAll(moreCalls);
        var events = transport + "-events";
        var consumers = new ArrayList<Contender>();
        consumers.add(Contender.withClient(NEST, programs.nestService(transport), feeder("event")));
        consumers.add(consumer(ROOKERY, "event"));
        consumers.add(consumer(NON_BLOCKING, "event-non-blocking"));
        consumers.addAll(more);
        consumers.add(Contender.withClient(driver, programs.broker(bare, "service"), feeder("event")));
        consumers.add(Contender.withClient(driver + VIRTUAL, programs.broker(bare, "virtual"), feeder("event")));
        var goals = new ArrayList<>(List.of(ofNest(calls), ofBare(calls)));
        goals.add(new Goal(events, Figure.PER_SECOND, ROOKERY, NEST, ofNest));
        goals.add(new Goal(events, Figure.PER_SECOND, ROOKERY, driver + VIRTUAL, OF_BARE));
        goals.add(new Goal(events, Figure.PER_SECOND, NON_BLOCKING, driver, OF_BARE));
        moreCalls.forEach(each -> goals.add(new Goal(calls, Figure.PER_SECOND, each.name(), NEST, OF_NEST)));
        more.forEach(each -> goals.add(new Goal(events, Figure.PER_SECOND, each.name(), driver, OF_BARE)));
        var title = name + ", events of five numbers that wait at the broker";
        return suite(
                List.of(calls(calls, MANY, callers, true), new Backlog(events, title, consumers, broker())), goals);
    }

    private Contender consumer(String contender, String event) {
        return Contender.withClient(contender, programs.broker("brokers.RookeryService", transport), feeder(event));
    }

    private Command feeder(String event) {
        return programs.broker("brokers.Feeder", transport, event);
    }

    private Command broker() {
        return programs.broker("brokers.BrokerProcess", transport);
    }

    private Suite suite(List<Scenario> scenarios, List<Goal> goals) {
        return new Suite(transport, scenarios, goals, List.of());
    }

    private Goal ofNest(String scenario) {
        return new Goal(scenario, Figure.PER_SECOND, ROOKERY, NEST, OF_NEST);
    }

    private Goal ofBare(String scenario) {
        return new Goal(scenario, Figure.PER_SECOND, ROOKERY, driver, OF_BARE);
    }

    private Scenario calls(String id, int inFlight, List<Contender> contenders, boolean withLatency) {
        var title = name + ", `" + pattern() + "` of five numbers, " + inFlight + " in flight";
        return new ThroughBroker(new EndToEnd(id, title, Work.SUM, inFlight, contenders, withLatency), broker());
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
                Contender.withClient(ROOKERY, service, ourClient(pattern())),
                Contender.withClient(NON_BLOCKING, service, ourClient(nonBlockingPattern())),
                Contender.withClient(driver, programs.broker(bare, "service"), client),
                Contender.withClient(driver + VIRTUAL, programs.broker(bare, "virtual"), client));
    }

    /** On Kafka patterns are names of topics. */
    private String pattern() {
        return transport.equals("kafka") ? "math.sum" : "{cmd: 'sum'}";
    }

    private String nonBlockingPattern() {
        return transport.equals("kafka") ? "math.sum-non-blocking" : "{cmd: 'sum-non-blocking'}";
    }

    private Command ourClient(String pattern) {
        return programs.broker("brokers.RookeryClient", transport, pattern);
    }
}

package dev.rookery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From values to records. */
final class RecordBindingTest {

    @TempDir
    Path root;

    private Place place;

    @BeforeEach
    void aPlaceOfItsOwn() {
        place = new Place(root);
    }

    enum Level {
        LOW,
        VERY_HIGH
    }

    record Kinds(
            String text,
            int whole,
            long large,
            double number,
            boolean flag,
            char letter,
            BigDecimal exact,
            Level level,
            Duration iso,
            Duration brief,
            Path path,
            URI uri,
            ZoneId zone) {}

    @Test
    void every_kind_of_value_is_read() {
        place.onClassPath("application.yaml", """
                kinds:
                  text: "a, b"
                  whole: -3
                  large: 5000000000
                  number: 0.5
                  flag: TRUE
                  letter: x
                  exact: 1.10
                  level: very-high
                  iso: PT1M
                  brief: 200ms
                  path: /tmp/x
                  uri: http://localhost/
                  zone: Europe/Berlin
                """);

        assertThat(place.config().bind("kinds", Kinds.class))
                .isEqualTo(new Kinds(
                        "a, b",
                        -3,
                        5_000_000_000L,
                        0.5,
                        true,
                        'x',
                        new BigDecimal("1.10"),
                        Level.VERY_HIGH,
                        Duration.ofMinutes(1),
                        Duration.ofMillis(200),
                        Path.of("/tmp/x"),
                        URI.create("http://localhost/"),
                        ZoneId.of("Europe/Berlin")));
    }

    record Others(UUID id, LocalDate day) {}

    @Test
    void other_types_are_read_by_a_static_method_of_theirs() {
        var id = UUID.randomUUID();
        var config = place.builder()
                .value("others.id", id.toString())
                .value("others.day", "2026-11-25")
                .build();

        assertThat(config.bind("others", Others.class)).isEqualTo(new Others(id, LocalDate.of(2026, 11, 25)));
    }

    record Closed(Runnable thread) {}

    @Test
    void a_type_that_no_text_can_become_is_told() {
        var config = place.builder().value("closed.thread", "main").build();

        assertThat(catchThrowable(() -> config.bind("closed", Closed.class)))
                .hasMessage(
                        "closed.thread is \"main\" (from code), which cannot be made into a java.lang.Runnable: give that a"
                                + " static method of(String) or valueOf(String), or take a String");
    }

    record Times(List<Duration> all) {}

    @Test
    void times_have_units() {
        var config = place.builder()
                .value("times.all", "1ns, 2us,3ms,4s,5m,6h,7d,0,PT8S")
                .build();

        assertThat(config.bind("times", Times.class).all())
                .containsExactly(
                        Duration.ofNanos(1),
                        Duration.ofNanos(2_000),
                        Duration.ofMillis(3),
                        Duration.ofSeconds(4),
                        Duration.ofMinutes(5),
                        Duration.ofHours(6),
                        Duration.ofDays(7),
                        Duration.ZERO,
                        Duration.ofSeconds(8));
    }

    record Absences(
            Optional<String> maybe,
            @Nullable Duration nullable,
            @DefaultValue("EUR") String currency,
            @DefaultValue("a,b") List<String> hosts,
            @DefaultValue("") Set<Integer> ports,
            Map<String, Integer> limits,
            Optional<Address> address,
            @Nullable Address second) {}

    record Address(String street, @DefaultValue("1") int number) {}

    @Test
    void what_is_absent_is_empty_or_null_or_the_default() {
        assertThat(place.config().bind("none", Absences.class))
                .isEqualTo(new Absences(
                        Optional.empty(), null, "EUR", List.of("a", "b"), Set.of(), Map.of(), Optional.empty(), null));
    }

    @Test
    void an_optional_record_is_there_as_soon_as_one_of_its_keys_is() {
        place.variable("NONE_ADDRESS_STREET", "Main").property("none.second.street", "Side");

        var bound = place.config().bind("none", Absences.class);

        assertThat(bound.address()).hasValue(new Address("Main", 1));
        assertThat(bound.second()).isEqualTo(new Address("Side", 1));
    }

    record Street(
            Map<Level, Address> byLevel, List<Address> houses, Map<String, List<String>> cats, Set<Level> levels) {}

    @Test
    void containers_hold_records_and_each_other() {
        place.onClassPath("application.yaml", """
                street:
                  by-level:
                    low: {street: A}
                    very-high: {street: B, number: 2}
                  houses:
                    - street: C
                    - {street: D, number: 4}
                  cats:
                    black: [Tom, "Kit, Cat"]
                  levels: [low, low]
                """);

        assertThat(place.config().bind("street", Street.class))
                .isEqualTo(new Street(
                        Map.of(Level.LOW, new Address("A", 1), Level.VERY_HIGH, new Address("B", 2)),
                        List.of(new Address("C", 1), new Address("D", 4)),
                        Map.of("black", List.of("Tom", "Kit, Cat")),
                        Set.of(Level.LOW)));
    }

    record Cluster(List<String> hosts, Map<String, Integer> weights) {}

    @Test
    void a_list_comes_from_one_place_and_a_map_from_all() {
        place.onClassPath("application.yaml", """
                cluster:
                  hosts: [a, b, c]
                  weights: {a: 1, b.c: 2, d: 3}
                """)
                .variable("CLUSTER_WEIGHTS_D", "4")
                .property("cluster.weights.e", "5");
        var weights = Map.of("a", 1, "b.c", 2, "d", 4, "e", 5);

        assertThat(place.config().bind("cluster", Cluster.class))
                .isEqualTo(new Cluster(List.of("a", "b", "c"), weights));

        place.variable("CLUSTER_HOSTS", "x,y\\,z");
        assertThat(place.config().bind("cluster", Cluster.class)).isEqualTo(new Cluster(List.of("x", "y,z"), weights));

        place.property("cluster.hosts[0]", "only");
        assertThat(place.config().bind("cluster", Cluster.class)).isEqualTo(new Cluster(List.of("only"), weights));
    }

    record Server(
            String hostName,
            int maxHTTPPorts,
            @DefaultValue("5s") Duration timeToLive) {}

    @Test
    void names_of_components_are_keys_in_kebab_case_and_variables_in_capitals() {
        place.variable("MY_SERVER_HOST_NAME", "h").property("my-server.max-http-ports", "2");

        assertThat(place.config().bind("my-server", Server.class)).isEqualTo(new Server("h", 2, Duration.ofSeconds(5)));
    }

    record OwnDefault(@Nullable String currency) {
        OwnDefault {
            currency = currency == null ? "EUR" : currency;
        }
    }

    @Test
    void a_record_may_say_a_default_itself() {
        assertThat(place.config().bind("own", OwnDefault.class)).isEqualTo(new OwnDefault("EUR"));
    }

    @Test
    void only_records_are_bound() {
        var config = place.config();
        assertThat(catchThrowable(() -> config.bind("x", String.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("java.lang.String is no record, and configuration is bound to records only: make it one");
    }

    record Roles(
            Map<String, Set<String>> sets,
            Map<String, Collection<Integer>> others,
            Map<String, Optional<Address>> maybe) {}

    @Test
    void maps_hold_every_kind_of_container() {
        place.onClassPath("application.yaml", """
                roles:
                  sets: {admin: [read, write], guest: read}
                  others: {odd: [1, 3]}
                  maybe: {home: {street: A}}
                """);

        assertThat(place.config().bind("roles", Roles.class))
                .isEqualTo(new Roles(
                        Map.of("admin", Set.of("read", "write"), "guest", Set.of("read")),
                        Map.of("odd", List.of(1, 3)),
                        Map.of("home", Optional.of(new Address("A", 1)))));
    }

    record Neighbours(Optional<Part> part, int partLength, Optional<Tree> tree) {}

    record Part(String name, @DefaultValue("") List<String> codes) {}

    record Tree(Optional<Tree> left, int size) {}

    @Test
    void variables_of_other_keys_do_not_bring_an_optional_record() {
        place.variable("HOUSE_PART_LENGTH", "3")
                .variable("HOUSE_PART_PORT", "tcp://10.0.0.1:80")
                .variable("HOUSE_TREE_LEFT_HEIGHT", "4")
                .variable("HOUSE_TREE", "oak");

        assertThat(place.config().bind("house", Neighbours.class))
                .isEqualTo(new Neighbours(Optional.empty(), 3, Optional.empty()));

        place.variable("HOUSE_TREE_LEFT_SIZE", "1").variable("HOUSE_TREE_SIZE", "2");
        place.variable("HOUSE_PART_CODES_0_", "x").variable("HOUSE_PART_NAME", "roof");
        assertThat(place.config().bind("house", Neighbours.class))
                .isEqualTo(new Neighbours(
                        Optional.of(new Part("roof", List.of("x"))),
                        3,
                        Optional.of(new Tree(Optional.of(new Tree(Optional.empty(), 1)), 2))));
    }

    record Town(List<House> houses) {}

    record House(Address address, @DefaultValue("") List<String> cats, Map<String, String> labels) {}

    @Test
    void a_list_of_records_comes_from_one_place_as_a_whole() {
        place.onClassPath("application.yaml", """
                town:
                  houses:
                    - address: {street: A, number: 2}
                      cats: [Tom, Kit]
                      labels: {old: iron}
                    - address: {street: B}
                """).variable("TOWN_HOUSES_1__ADDRESS_STREET", "C");
        assertThat(place.config().bind("town", Town.class).houses())
                .containsExactly(
                        new House(new Address("A", 2), List.of("Tom", "Kit"), Map.of("old", "iron")),
                        new House(new Address("C", 1), List.of(), Map.of()));

        place.property("town.houses[0].address.street", "D").property("town.houses[0].labels.new", "gold");
        assertThat(place.config().bind("town", Town.class).houses())
                .containsExactly(new House(new Address("D", 1), List.of(), Map.of("new", "gold")));
    }
}

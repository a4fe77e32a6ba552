package dev.rookery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.error.InvalidOptionException;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about a configuration that cannot be used: whole messages. */
final class MistakesTest {

    @TempDir
    Path root;

    private Place place;

    @BeforeEach
    void aPlaceOfItsOwn() {
        place = new Place(root);
    }

    private void isRefusedWith(Class<? extends Record> type, String message) {
        var config = place.config();
        assertThat(catchThrowable(() -> config.bind("shop", type)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    enum Colour {
        RED,
        DARK_BLUE
    }

    record Shop(int maxOrders, String name, Duration timeout, Colour colour, Door door, List<Integer> sizes) {}

    record Door(boolean open, URI address, long weight) {}

    @Test
    void all_mistakes_are_told_at_once() {
        place.onClassPath("application.properties", "shop.name=Rook\nshop.colour=green\nshop.sizes=1,two,3\n")
                .onClassPath(
                        "application-prod.yaml", "shop:\n  max-orders: many\n  door: {weight: 9999999999999999999}\n")
                .variable("ROOKERY_PROFILES", "prod")
                .variable("SHOP_DOOR_OPEN", "perhaps")
                .property("shop.timeout", "5 minutes");

        isRefusedWith(Shop.class, """
                The configuration has 7 mistakes:
                1. shop.max-orders is "many" (from application-prod.yaml on the class path), expected a whole number
                2. shop.timeout is "5 minutes" (from the system property shop.timeout), expected a time such as 5s, 200ms or PT5S
                3. shop.colour is "green" (from application.properties on the class path, line 2), expected one of red, dark-blue
                4. shop.door.open is "perhaps" (from the environment variable SHOP_DOOR_OPEN), expected true or false
                5. shop.door.address is missing, expected a URI for address of Door: set it in a file, by the environment variable SHOP_DOOR_ADDRESS, or by -Dshop.door.address=…
                6. shop.door.weight is "9999999999999999999" (from application-prod.yaml on the class path), expected a whole number from -9223372036854775808 to 9223372036854775807
                7. shop.sizes is "two" (from application.properties on the class path, line 3), expected a whole number""");
    }

    record Named(String name) {}

    @Test
    void an_empty_value_is_told_as_such() {
        place.variable("SHOP_NAME", "");
        isRefusedWith(
                Named.class,
                "shop.name is empty (from the environment variable SHOP_NAME), expected a text for name of Named:"
                        + " set it in a file, by the environment variable SHOP_NAME, or by -Dshop.name=…");
    }

    record Secrets(int apiKey, int dbPassword, int port) {}

    @Test
    void what_looks_secret_is_not_shown_and_neither_is_what_an_expression_stands_for() {
        place.onClassPath(
                "application.properties",
                "shop.api-key=hunter2\nshop.db-password=hunter2\nshop.port=${shop.db-password}");

        isRefusedWith(Secrets.class, """
                The configuration has 3 mistakes:
                1. shop.api-key is not shown (from application.properties on the class path, line 1), expected a whole number
                2. shop.db-password is not shown (from application.properties on the class path, line 2), expected a whole number
                3. shop.port is "${shop.db-password}" (from application.properties on the class path, line 3), expected a whole number""");
    }

    record Defaulted(@DefaultValue("soon") Duration timeout) {}

    @Test
    void a_default_that_cannot_be_read_is_told_with_the_component_that_has_it() {
        isRefusedWith(
                Defaulted.class,
                "shop.timeout is \"soon\" (from @DefaultValue of timeout of Defaulted), expected a time such as 5s, 200ms or"
                        + " PT5S");
    }

    record Even(int number) {
        Even {
            if (number % 2 != 0) {
                throw new IllegalArgumentException("number has to be even");
            }
        }
    }

    @Test
    void a_record_that_refuses_its_values_is_heard() {
        place.property("shop.number", "3");
        isRefusedWith(Even.class, "shop is refused by Even: number has to be even");
    }

    record Limited(int maxOrders) {
        Limited {
            if (maxOrders < 1) {
                throw new InvalidOptionException("maxOrders", maxOrders, ">= 1");
            }
        }
    }

    @Test
    void an_option_that_a_record_refuses_is_told_with_its_key() {
        place.property("shop.max-orders", "0");
        isRefusedWith(
                Limited.class, "shop.max-orders is \"0\" (from the system property shop.max-orders), expected >= 1");
    }

    record Constrained(
            @Min(1) int maxOrders,
            @Size(min = 3) String token,
            List<@NotBlank String> hosts,
            @DefaultValue("0") @Min(1) int limit,
            Inner inner) {}

    record Inner(@Min(5) int size) {}

    @Test
    void constraints_of_jakarta_are_checked() {
        place.onClassPath("application.yaml", """
                shop:
                  max-orders: 0
                  token: ab
                  hosts: [a, " "]
                  inner: {size: 6}
                """);

        isRefusedWith(Constrained.class, """
                The configuration has 4 mistakes:
                1. shop.hosts[1] is " " (from application.yaml on the class path): must not be blank
                2. shop.limit is 0: must be greater than or equal to 1
                3. shop.max-orders is "0" (from application.yaml on the class path): must be greater than or equal to 1
                4. shop.token is not shown (from application.yaml on the class path): size must be between 3 and 2147483647""");
    }

    /** What is said where nothing checks constraints. Run by a class loader of its own. */
    static final class WithoutProvider implements Supplier<String> {
        @Override
        public String get() {
            try {
                Config.builder().value("shop.size", "6").build().bind("shop", Inner.class);
                return "nothing";
            } catch (ConfigException mistake) {
                return String.valueOf(mistake.getMessage());
            }
        }
    }

    @Test
    void constraints_that_nothing_checks_are_a_mistake() throws Exception {
        var before = Thread.currentThread().getContextClassLoader();
        try (var others = new URLClassLoader(classPathWithoutProvider(), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(others);
            var constructor = others.loadClass(WithoutProvider.class.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);

            assertThat(((Supplier<?>) constructor.newInstance()).get())
                    .isEqualTo("Inner has constraints, and nothing on the class path checks them: add"
                            + " org.hibernate.validator:hibernate-validator, or remove them");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URL[] classPathWithoutProvider() throws MalformedURLException {
        var urls = new ArrayList<URL>();
        for (var entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            if (!entry.contains("hibernate-validator")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    @Test
    void inner_records_are_checked_too() {
        place.onClassPath(
                "application.yaml", "shop: {max-orders: 1, token: abc, hosts: a, limit: 1, inner: {size: 4}}");
        isRefusedWith(
                Constrained.class,
                "shop.inner.size is \"4\" (from application.yaml on the class path): must be greater than or equal to 5");
    }

    record Limits(int maxOrders, @DefaultValue("x") String name, Map<String, Integer> sizes) {}

    @Test
    void unknown_keys_are_warned_of_with_the_one_that_was_meant() {
        place.onClassPath(
                        "application.properties",
                        "shop.max-orders=1\nshop.max-order=2\nshop.colour=red\nshop.sizes.any=3\nshopping=4")
                .variable("SHOP_NAMES", "5")
                .variable("SHOP_HOME_DIRECTORY", "6")
                .variable("SHOP_SIZES_ANY", "7");
        try (var log = new LogRecorder()) {
            place.config().bind("shop", Limits.class);

            assertThat(log.warnings())
                    .containsExactly(
                            "shop.colour (from application.properties on the class path, line 3) is no known key. Known are"
                                    + " shop.max-orders, shop.name, shop.sizes.*",
                            "shop.max-order (from application.properties on the class path, line 2) is no known key: did you"
                                    + " mean shop.max-orders?",
                            "The environment variable SHOP_NAMES stands for no known key: did you mean SHOP_NAME?");
        }
    }

    @Test
    void unknown_keys_can_be_refused() {
        place.onClassPath("application.properties", "shop.max-orders=1\nshop.max-order=2\nrookery.trasport=tcp");
        var module = place.module().bind(Limits.class, "shop").refuseUnknownKeys();

        assertThat(catchThrowable(module::build)).hasMessage("""
                The configuration has 2 mistakes:
                1. shop.max-order (from application.properties on the class path, line 2) is no known key: did you mean shop.max-orders?
                2. rookery.trasport (from application.properties on the class path, line 3) is no known key: did you mean rookery.transport?""");
    }

    @Test
    void a_profile_without_a_file_is_warned_of() {
        place.variable("ROOKERY_PROFILES", "prd");
        try (var log = new LogRecorder()) {
            place.config();

            assertThat(log.warnings())
                    .containsExactly(
                            "The profile prd is active, and there is no file application-prd.properties or .yaml");
        }
    }

    @Test
    void all_records_clients_and_the_server_are_told_at_once() {
        place.onClassPath("application.yaml", """
                shop: {max-orders: x}
                rookery:
                  transport: nats
                  server: {max-in-flight: 0, drain: 5s}
                  clients:
                    MATH: {transport: tcp, port: 70000}
                    CATS: {transport: tcpp}
                    DOGS: {transport: tcp, prot: 3000, timeout: soon}
                """);
        var module = place.module()
                .bind(Limits.class, "shop")
                .bind(Named.class, "other")
                .clients("MATH", "BIRDS");

        assertThat(catchThrowable(module::build)).hasMessage("""
                The configuration has 10 mistakes:
                1. shop.max-orders is "x" (from application.yaml on the class path), expected a whole number
                2. other.name is missing, expected a text for name of Named: set it in a file, by the environment variable OTHER_NAME, or by -Dother.name=…
                3. rookery.transport is "nats" (from application.yaml on the class path), expected a transport that is on the class path: memory, tcp. Add dev.rookery:rookery-nats
                4. rookery.server.max-in-flight is "0" (from application.yaml on the class path), expected >= 1
                5. rookery.server.drain (from application.yaml on the class path) is no option of a server. Known are rookery.server.drain-timeout, rookery.server.handler-timeout, rookery.server.max-in-flight, rookery.server.max-stream-age, rookery.server.max-waiting, rookery.server.mdc
                6. rookery.clients.MATH.port is "70000" (from application.yaml on the class path), expected from 0 to 65535, where 0 lets a server find a free one
                7. rookery.clients.BIRDS.transport is missing, expected the id of the transport of the client BIRDS: memory, tcp
                8. rookery.clients.CATS.transport is "tcpp" (from application.yaml on the class path), expected a transport that is on the class path: memory, tcp. Did you mean tcp?
                9. rookery.clients.DOGS.timeout is "soon" (from application.yaml on the class path), expected a time such as 5s, 200ms or PT5S
                10. rookery.clients.DOGS.prot (from application.yaml on the class path) is no option of the transport tcp: did you mean rookery.clients.DOGS.port?""");
    }

    record Repeated(
            @Pattern(regexp = "[a-z]+") @Pattern(regexp = ".{3,}", message = "at least three letters") String name) {}

    @Test
    void constraints_that_stand_there_several_times_are_checked() {
        place.property("shop.name", "ab");

        isRefusedWith(
                Repeated.class, "shop.name is \"ab\" (from the system property shop.name): at least three letters");
    }

    interface Checked {
        @AssertTrue(message = "it has to be open") default boolean isOpen() {
            return false;
        }
    }

    record Span(int from, int to) implements Checked {
        @AssertTrue(message = "from has to be before to") boolean isOrdered() {
            return from < to;
        }
    }

    @Test
    void constraints_of_getters_are_checked() {
        place.property("shop.from", "2").property("shop.to", "1");

        isRefusedWith(Span.class, """
                The configuration has 2 mistakes:
                1. shop is refused by Span: from has to be before to
                2. shop is refused by Span: it has to be open""");
    }

    record Items(List<Item> items, @DefaultValue("") List<String> codes) {}

    record Item(int price, @DefaultValue("EUR") String currency) {}

    @Test
    void an_element_of_a_list_that_comes_after_a_gap_is_told() {
        place.onClassPath(
                        "application.properties",
                        "shop.items[0].price=1\nshop.items[2].price=3\nshop.items[3].price=4\nshop.codes[1]=b")
                .variable("SHOP_ITEMS_0__PRICE", "2");

        isRefusedWith(Items.class, """
                The configuration has 2 mistakes:
                1. shop.items[2].price (from application.properties on the class path, line 2) comes after a gap: say shop.items[1] there too, since a list comes from one place as a whole
                2. shop.codes[1] (from application.properties on the class path, line 4) comes after a gap: say shop.codes[0] there too, since a list comes from one place as a whole""");
    }

    @Test
    void an_element_that_another_place_adds_to_a_list_is_told() {
        place.onClassPath("application.yaml", "shop: {items: [{price: 1}, {price: 2}]}")
                .property("shop.items[1].price", "5");

        isRefusedWith(
                Items.class,
                "shop.items[1].price (from the system property shop.items[1].price) comes after a gap: say shop.items[0] there"
                        + " too, since a list comes from one place as a whole");
    }

    @Test
    void a_list_of_an_option_has_no_gaps_either() {
        place.property("rookery.clients.MATH.transport", "tcp").property("rookery.clients.MATH.addresses[1]", "a:1");
        var module = place.module();

        assertThat(catchThrowable(module::build))
                .hasMessageContaining(
                        "rookery.clients.MATH.addresses[1] (from the system property"
                                + " rookery.clients.MATH.addresses[1]) comes after a gap: say rookery.clients.MATH.addresses[0] there too");
    }

    @Test
    void a_record_is_bound_in_one_place() {
        place.property("shop.number", "2").property("store.number", "4");
        var module = place.module().bind(Even.class, "shop").bind(Even.class, "store");

        assertThat(catchThrowable(module::build))
                .hasMessage(
                        "Even is bound to shop and to store, and is asked for by its type alone: bind a record that has both, or"
                                + " each in the module that is to see it, by ConfigModule.feature");
    }
}

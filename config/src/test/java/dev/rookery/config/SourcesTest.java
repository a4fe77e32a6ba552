package dev.rookery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where values come from, and which of several wins. */
final class SourcesTest {
    private static final String KEY = "shop.max-orders";

    @TempDir
    Path root;

    private Place place;

    @BeforeEach
    void aPlaceOfItsOwn() {
        place = new Place(root);
    }

    private void isFrom(String from, String value) {
        var config = place.config();
        assertThat(config.text(KEY)).hasValue(value);
        assertThat(config.source(KEY)).hasValue(from);
    }

    @Test
    void later_places_win() {
        assertThat(place.config().text(KEY)).isEmpty();

        place.onClassPath("application.properties", "# orders\nshop.max-orders=1\n");
        isFrom("application.properties on the class path, line 2", "1");

        place.onClassPath("application.yaml", "shop:\n  max-orders: 2\n");
        isFrom("application.yaml on the class path", "2");

        place.inDirectory("application.properties", "shop.max-orders=3");
        isFrom("application.properties in the working directory, line 1", "3");

        place.onClassPath("application-prod.yml", "shop: {max-orders: 4}");
        place.variable("ROOKERY_PROFILES", "prod,eu");
        isFrom("application-prod.yml on the class path", "4");

        place.inDirectory("application-eu.properties", "shop.max-orders=5");
        isFrom("application-eu.properties in the working directory, line 1", "5");

        place.variable("SHOP_MAX_ORDERS", "6");
        isFrom("the environment variable SHOP_MAX_ORDERS", "6");

        place.property(KEY, "7");
        isFrom("the system property shop.max-orders", "7");

        var config = place.builder().value(KEY, "8").build();
        assertThat(config.text(KEY)).hasValue("8");
        assertThat(config.source(KEY)).hasValue("code");
    }

    @Test
    void a_file_that_code_names_wins_over_profiles() {
        place.onClassPath("application-prod.properties", "shop.max-orders=1")
                .inDirectory("own.yaml", "shop.max-orders: 2");
        var file = place.directory().resolve("own.yaml");

        var config = place.builder().profiles("prod").file(file).build();

        assertThat(config.text(KEY)).hasValue("2");
        assertThat(config.source(KEY)).hasValue(file.toString());
        assertThat(config.profiles()).containsExactly("prod");
    }

    @Test
    void profiles_may_be_said_in_a_file() {
        place.onClassPath("application.properties", "rookery.profiles=a,b")
                .onClassPath("application-a.properties", "shop.max-orders=1")
                .onClassPath("application-b.properties", "shop.max-orders=2");

        assertThat(place.config().profiles()).containsExactly("a", "b");
        isFrom("application-b.properties on the class path, line 1", "2");
    }

    @Test
    void expressions_name_other_keys_with_and_without_a_default() {
        place.onClassPath(
                        "application.properties",
                        "shop.name=Rook\nshop.title=${shop.name} & Sons\nshop.host=${shop.machine:localhost}:${PORT:80}")
                .variable("PORT", "8080");

        assertThat(place.config().text("shop.title")).hasValue("Rook & Sons");
        assertThat(place.config().text("shop.host")).hasValue("localhost:8080");
    }

    @Test
    void a_dollar_sign_may_be_one_of_its_own() {
        place.onClassPath("application.properties", "shop.price=\\\\${5}")
                .onClassPath("application.yaml", "shop: {sum: '\\${6}'}");

        assertThat(place.config().text("shop.price")).hasValue("${5}");
        assertThat(place.config().text("shop.sum")).hasValue("${6}");
    }

    @Test
    void an_expression_that_names_nothing_is_a_mistake() {
        place.onClassPath("application.properties", "shop.title=${shop.name}\nshop.loop=${shop.loop}");

        assertThatThrownBy(() -> place.config().text("shop.title"))
                .hasMessage(
                        "shop.title is \"${shop.name}\" (from application.properties on the class path, line 1), which"
                                + " names a key without a value, or itself: set that key, or say a default as in ${key:default}");
        assertThatThrownBy(() -> place.config().text("shop.loop"))
                .hasMessage(
                        "shop.loop is \"${shop.loop}\" (from application.properties on the class path), which"
                                + " names a key without a value, or itself: set that key, or say a default as in ${key:default}");
    }

    @Test
    void an_empty_value_is_none() {
        place.onClassPath("application.properties", "shop.max-orders=3").variable("SHOP_MAX_ORDERS", "");

        assertThat(place.config().text(KEY)).isEmpty();
    }

    @Test
    void a_file_that_is_no_yaml_is_told_with_its_line_and_without_its_secrets() {
        place.onClassPath("application.yaml", "shop:\n  password: hunter2\n  hosts: [a\n");

        assertThatThrownBy(place::config)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("application.yaml on the class path cannot be read: no YAML, at line 4: ")
                .hasMessageEndingWith(". Put it right")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void a_file_that_code_names_has_to_be_there() {
        var builder = place.builder().file(Path.of("nowhere.yaml"));
        assertThatThrownBy(builder::build)
                .hasMessage("The configuration file nowhere.yaml does not exist: create it, or do not name it");
    }

    @Test
    void a_file_of_another_kind_is_refused() {
        place.inDirectory("shop.toml", "");
        var builder = place.builder().file(place.directory().resolve("shop.toml"));
        assertThatThrownBy(builder::build)
                .hasMessageEndingWith("shop.toml is of no known kind: call it .properties, .yaml or .yml");
    }

    @Test
    void a_value_that_has_to_be_there_is_asked_for_with_its_type() {
        var config = place.builder().value(KEY, "12").build();

        assertThat(config.require(KEY, int.class)).isEqualTo(12);
        assertThatThrownBy(() -> config.require("shop.name", String.class))
                .hasMessage("shop.name is missing: set it in a file, by the environment variable SHOP_NAME, or by"
                        + " -Dshop.name=…");
    }

    @Test
    void the_end_of_a_file_s_name_says_of_which_kind_it_is() throws IOException {
        var directory = Files.createDirectories(place.directory().resolve("shop.properties.d"));
        var file = Files.writeString(directory.resolve("own.yaml"), "shop: {max-orders: 2}");

        assertThat(place.builder().file(file).build().text(KEY)).hasValue("2");
    }
}

package dev.rookery.architecture.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.architecture.options.AskedFor.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a configuration says to options that they cannot be: one mistake, with the key, the value and where it comes from. */
final class WrongOptionsByConfigurationTest {

    static Stream<Subject> transports() {
        return Subject.transports();
    }

    static Stream<Wrong> wrongOfClients() {
        return Wrong.all().filter(Wrong::isByClient).filter(WrongOptionsByConfigurationTest::isSayable);
    }

    static Stream<Wrong> wrongOfServers() {
        return Wrong.all().filter(Wrong::isByServer).filter(WrongOptionsByConfigurationTest::isSayable);
    }

    private static boolean isSayable(Wrong wrong) {
        return switch (wrong.subject().name()) {
            case "server", "client" -> wrong.where() != Wrong.Where.ANY;
            case "http", "websocket" -> false;
            default ->
                AskedFor.by(wrong.subject()).keySet().containsAll(wrong.beside().keySet())
                        && AskedFor.by(wrong.subject()).containsKey(wrong.option());
        };
    }

    @ParameterizedTest
    @MethodSource("transports")
    void each_text_that_is_asked_for_has_a_line_in_the_table(Subject subject) {
        var lines = Wrong.of(subject).stream().map(Wrong::option).toList();

        assertThat(AskedFor.by(subject).entrySet())
                .filteredOn(asked -> asked.getValue() != Kind.FLAG && asked.getValue() != Kind.CHOICE)
                .map(Map.Entry::getKey)
                .as("options that have a line in wrong-options/%s.txt, with a star if any value will do", subject)
                .isNotEmpty()
                .allMatch(lines::contains);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void what_is_no_number_no_time_and_no_word_of_those_known_is_told(Subject subject) {
        var asked = AskedFor.by(subject);
        var said = new LinkedHashMap<>(subject.needed());
        asked.forEach((option, kind) -> {
            if (!kind.takesAnyText()) {
                said.put(option, kind.wrong());
            }
        });

        var mistakes = Said.ofClient(subject.name(), said);

        var told = new ArrayList<String>();
        asked.forEach((option, kind) -> {
            if (!kind.takesAnyText()) {
                told.add(Said.keyOfClient(option) + " is \"" + kind.wrong() + "\" (from code), expected "
                        + kind.expected());
            }
        });
        assertThat(told)
                .isNotEmpty()
                .allMatch(beginning -> mistakes.stream().anyMatch(mistake -> mistake.startsWith(beginning)));
    }

    @ParameterizedTest
    @MethodSource("wrongOfClients")
    void a_wrong_option_of_a_client_is_one_mistake(Wrong wrong) {
        var mistakes = wrong.subject().name().equals("client")
                ? Said.ofClient("memory", said(wrong))
                : Said.ofClient(wrong.subject().name(), said(wrong));

        isTold(wrong, Said.keyOfClient(wrong.option()), mistakes);
    }

    @ParameterizedTest
    @MethodSource("wrongOfServers")
    void a_wrong_option_of_a_server_is_one_mistake(Wrong wrong) {
        isTold(wrong, Said.keyOfServer(wrong.subject(), wrong.option()), Said.ofServer(wrong.subject(), said(wrong)));
    }

    private static Map<String, String> said(Wrong wrong) {
        var said = new LinkedHashMap<>(wrong.subject().needed());
        said.putAll(wrong.beside());
        if (!wrong.isMissing()) {
            said.put(wrong.option(), wrong.value());
        }
        return said;
    }

    private static void isTold(Wrong wrong, String key, List<String> mistakes) {
        assertThat(mistakes)
                .singleElement()
                .satisfies(mistake -> assertThat(mistake)
                        .startsWith(key + " is " + (wrong.isMissing() ? "not set" : ""))
                        .containsAnyOf("(from code), expected ", "not set, expected ")
                        .contains(wrong.expected()));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void a_mistyped_key_is_told_with_the_one_that_was_meant(Subject subject) {
        var keys = AskedFor.by(subject).keySet();
        var known = new HashSet<>(keys.stream().map(Said::kebab).toList());
        var said = new LinkedHashMap<>(subject.needed());
        keys.stream()
                .map(WrongOptionsByConfigurationTest::mistyped)
                .filter(typo -> !known.contains(Said.kebab(typo)))
                .forEach(typo -> said.put(typo, "1"));

        var mistakes = Said.ofClient(subject.name(), said);

        assertThat(keys)
                .filteredOn(key -> !known.contains(Said.kebab(mistyped(key))))
                .map(key -> Said.keyOfClient(mistyped(key)) + " (from code) is no option of the transport "
                        + subject.name() + ": did you mean ")
                .isNotEmpty()
                .allMatch(beginning -> mistakes.stream().anyMatch(mistake -> mistake.startsWith(beginning)));
    }

    private static String mistyped(String option) {
        return option.substring(0, option.length() - 1);
    }

    @Test
    void all_that_is_wrong_with_a_server_and_its_transport_is_told_at_once() {
        var tcp = Subject.ALL.getFirst();
        var said = new LinkedHashMap<String, String>();
        said.put("port", "-1");
        said.put("maxConnections", "many");
        said.put("connectTimeout", "0");
        said.put("backoff.jitter", "2");
        said.put("keepAlive.probes", "0");
        said.put("tls.kye", "service.key");
        said.put("idleTimout", "5s");

        assertThat(Said.ofServer(tcp, said))
                .containsExactlyInAnyOrder(
                        "rookery.tcp.port is \"-1\" (from code), expected from 0 to 65535, where 0 lets a server find"
                                + " a free one",
                        "rookery.tcp.max-connections is \"many\" (from code), expected a whole number",
                        "rookery.tcp.connect-timeout is \"0\" (from code), expected from 1 ms to 24 days",
                        "rookery.tcp.backoff.jitter is \"2\" (from code), expected from 0 to 1, where 0 has no part"
                                + " random",
                        "rookery.tcp.keep-alive.probes is \"0\" (from code), expected from 1 to 127",
                        "rookery.tcp.tls.certificate is not set, expected a PEM file with the certificate of the server, and its key",
                        "rookery.tcp.tls.kye (from code) is no option of the transport tcp: did you mean"
                                + " rookery.tcp.tls.key?",
                        "rookery.tcp.idle-timout (from code) is no option of the transport tcp: did you mean"
                                + " rookery.tcp.idle-timeout?");
    }

    @Test
    void the_password_in_an_address_is_not_shown() {
        var rabbit = Map.of("queue", "math", "urls", "ampq://alice:hush@broker");

        assertThat(Said.ofClient("rabbitmq", rabbit))
                .singleElement()
                .asString()
                .contains("urls is \"ampq://…@broker\"")
                .doesNotContain("hush");
    }
}

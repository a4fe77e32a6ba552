package dev.rookery.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bin/brokers}, where it has nothing to install. */
final class BrokersScriptTest {
    private static final Path SCRIPT =
            Path.of("../../bin/brokers").toAbsolutePath().normalize();

    private record Said(int code, String text) {}

    private static Said run(String variable, String value, String... arguments)
            throws IOException, InterruptedException {
        var command = new ProcessBuilder(SCRIPT.toString()).redirectErrorStream(true);
        command.command().addAll(List.of(arguments));
        command.environment().put(variable, value);
        var process = command.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    @ParameterizedTest
    @CsvSource({
        "ROOKERY_NATS,  /no/such/file,  nats,  names no executable: /no/such/file",
        "ROOKERY_NATS,  ./bin/brokers,  nats,  expected: one that begins with /",
        "ROOKERY_NATS,  localhost,      nats,  is neither a path nor an address with a port: localhost",
        "ROOKERY_REDIS, localhost:1,    redis, names a broker that does not answer: localhost:1",
        "ROOKERY_KAFKA, /bin/sh,        kafka, 'names a path: name an address, or leave it to Maven'",
    })
    void a_variable_that_names_nothing_is_an_error(String variable, String value, String kind, String said)
            throws Exception {
        var looked = run(variable, value, kind);
        assertThat(looked.text()).startsWith("brokers: " + variable).contains(said);
        assertThat(looked.code()).isEqualTo(1);

        assertThat(run(variable, value, "--where", kind)).isEqualTo(looked);
    }

    @Test
    void a_broker_that_nobody_knows_is_an_error() throws Exception {
        var said = "brokers: unknown broker: pigeon (expected: redis, nats, mqtt, rabbitmq, kafka or chromium)\n";

        assertThat(run("ROOKERY_NATS", "", "pigeon")).isEqualTo(new Said(1, said));
        assertThat(run("ROOKERY_NATS", "", "--where", "pigeon")).isEqualTo(new Said(1, said));
    }

    @Test
    void what_a_variable_names_is_where_it_is() throws Exception {
        assertThat(run("ROOKERY_NATS", "/bin/sh", "--where", "nats")).isEqualTo(new Said(0, "/bin/sh\n"));
    }
}

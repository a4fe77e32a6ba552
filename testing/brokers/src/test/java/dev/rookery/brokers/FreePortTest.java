package dev.rookery.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FreePortTest {

    @Test
    void what_was_found_is_free_and_not_found_again() throws IOException {
        var found = new HashSet<Integer>();
        for (var number = 0; number < 100; number++) {
            var port = FreePort.find();
            assertThat(found.add(port)).isTrue();
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        }
    }

    @Test
    void the_system_gives_none_of_them_away_by_itself() {
        assertThat(IntStream.range(0, 100).map(_ -> FreePort.find()))
                .hasSize(100)
                .allMatch(port -> port < 32_768);
    }
}

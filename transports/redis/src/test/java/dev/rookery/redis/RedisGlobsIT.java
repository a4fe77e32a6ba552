package dev.rookery.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.brokers.RedisBroker;
import dev.rookery.pattern.WildcardSyntax;
import io.lettuce.core.RedisClient;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Globs are read as Redis itself reads them: a message would be lost where they are not. */
final class RedisGlobsIT {
    private static final String[] PARTS = {
        "a", "b", "é", ".", "*", "**", "?", "[", "]", "[ab]", "[^a]", "[a-c]", "[c-a]", "[a-]", "^", "-", "\\", "\\*",
        "{"
    };
    private static final int PAIRS = 4_000;

    @Test
    void a_glob_fits_what_it_fits_in_redis() {
        var random = new Random(7);
        try (var broker = RedisBroker.start()) {
            var driver = RedisClient.create("redis://127.0.0.1:" + broker.port());
            try (var connection = driver.connect()) {
                for (var pair = 0; pair < PAIRS; pair++) {
                    var glob = text(random, PARTS, 6);
                    var name =
                            text(random, new String[] {"a", "b", "c", "é", ".", "*", "[", "]", "^", "-", "\\", "{"}, 5);
                    if (name.isEmpty() || !WildcardSyntax.REDIS.isWildcard(glob)) {
                        continue;
                    }
                    connection.sync().set(name, "");

                    assertThat(WildcardSyntax.REDIS.matches(glob, name))
                            .as("%s fits %s", glob, name)
                            .isEqualTo(connection.sync().keys(glob).contains(name));
                    connection.sync().del(name);
                }
            } finally {
                driver.shutdown();
            }
        }
    }

    private static String text(Random random, String[] parts, int most) {
        var text = new StringBuilder();
        for (var part = random.nextInt(most + 1); part > 0; part--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}

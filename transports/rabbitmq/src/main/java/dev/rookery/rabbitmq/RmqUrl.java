package dev.rookery.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.error.InvalidOptionException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An address as people write it for RabbitMQ, taken apart: user and password do not stay in it. */
record RmqUrl(URI plain, @Nullable String userInfo) {

    static RmqUrl parse(String address) {
        try {
            var given = new URI(address);
            var user = given.getRawUserInfo();
            if (user == null) {
                return new RmqUrl(given, null);
            }
            return new RmqUrl(new URI(address.replaceFirst("//[^/@]*@", "//")), user);
        } catch (URISyntaxException error) {
            throw new InvalidOptionException(
                    "urls", address.contains("@") ? "(with a user)" : address, "as in amqp://localhost:5672");
        }
    }

    Optional<String> username() {
        return part(0);
    }

    Optional<String> password() {
        return part(1);
    }

    private Optional<String> part(int index) {
        if (userInfo == null) {
            return Optional.empty();
        }
        var parts = userInfo.split(":", 2);
        return index < parts.length
                ? Optional.of(URLDecoder.decode(parts[index].replace("+", "%2B"), UTF_8))
                : Optional.empty();
    }
}

package dev.rookery.examples.client;

import dev.rookery.client.ClientProxy;
import dev.rookery.codec.TypeRef;
import dev.rookery.pattern.Pattern;
import java.util.List;
import reactor.core.publisher.Flux;

/** The forms of a pattern and of a reply's type. */
final class Patterns {
    private final ClientProxy client;

    Patterns(ClientProxy client) {
        this.client = client;
    }

    Flux<Integer> byObject(List<Integer> numbers) {
        return client.send(Pattern.of("cmd", "sum"), numbers, Integer.class);
    }

    Flux<List<User>> genericReplies(String query) {
        return client.send("users.find", query, new TypeRef<List<User>>() {});
    }
}

package outside;

import dev.rookery.module.Injectable;

@Injectable
final class Greetings {
    String of(String name) {
        return "Hello, " + name;
    }
}

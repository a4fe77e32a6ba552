package outside;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;

@Controller
final class GreetingController {
    private final Greetings greetings;

    GreetingController(Greetings greetings) {
        this.greetings = greetings;
    }

    @MessagePattern("greet")
    String greet(String name) {
        return greetings.of(name);
    }
}

package ${package};

import dev.rookery.annotation.Controller;

/** Answers. Each message has a virtual thread, so that it may block. */
@Controller
final class GreeterController implements GreeterApi {
    @Override
    public Greeting hello(Person person) {
        return new Greeting("Hello, " + person.name() + "!");
    }
}

package ${package};

import dev.rookery.config.Config;

/** Calls the service once, with the client GREETER of application.yaml: the shortest way to see that it works. */
final class Call {
    private Call() {}

    static void main(String[] arguments) {
        var name = arguments.length == 0 ? "world" : arguments[0];
        try (var client = Config.load().client("GREETER")) {
            var greeter = client.as(GreeterApi.class);
            IO.println(greeter.hello(new GreeterApi.Person(name)).text());
        }
    }
}

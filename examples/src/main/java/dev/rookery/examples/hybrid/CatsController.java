package dev.rookery.examples.hybrid;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.web.Get;
import dev.rookery.web.Post;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

@Controller("cats")
final class CatsController {
    private final Map<String, Cat> cats = new ConcurrentHashMap<>();

    record Cat(String name, int age) {}

    @Post
    @MessagePattern("cats.add")
    Cat add(Cat cat) { // the body of a request, the data of a message
        cats.put(cat.name(), cat);
        return cat;
    }

    @Get
    @MessagePattern("cats.all")
    Collection<Cat> all() {
        return cats.values();
    }
}

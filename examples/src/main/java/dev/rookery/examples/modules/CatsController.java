package dev.rookery.examples.modules;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import java.util.List;

@Controller
final class CatsController {
    private final CatsService cats;

    CatsController(CatsService cats) {
        this.cats = cats;
    }

    @MessagePattern("cats.all")
    List<String> all() {
        return cats.all();
    }
}

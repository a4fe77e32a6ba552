package dev.rookery;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.module.Module;
import java.util.List;

/** A module whose service adds numbers. */
@Module(controllers = MathModule.MathController.class)
final class MathModule {
    @Controller
    static final class MathController {
        @MessagePattern("{cmd: 'sum'}")
        int sum(List<Integer> numbers) {
            return numbers.stream().mapToInt(Integer::intValue).sum();
        }
    }
}

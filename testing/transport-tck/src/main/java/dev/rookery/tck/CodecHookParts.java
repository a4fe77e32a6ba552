package dev.rookery.tck;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.RpcException;
import reactor.core.publisher.Flux;

/** What the tests of {@link CodecHookContract} serve and call. */
final class CodecHookParts {
    private CodecHookParts() {}

    /** Has a name of two words. */
    record Person(String firstName) {}

    /** Answers in all ways. */
    static final class Answers {
        Answers() {}

        @MessagePattern("greet")
        String greet(String name) {
            return "hello " + name;
        }

        @MessagePattern("count")
        Flux<Integer> count(int to) {
            return Flux.range(0, to);
        }

        @MessagePattern("fail")
        String fail() {
            throw new RpcException("on purpose");
        }

        @MessagePattern("person")
        Person person(Person person) {
            return person;
        }
    }
}

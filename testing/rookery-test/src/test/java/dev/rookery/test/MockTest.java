package dev.rookery.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UseGuards;
import dev.rookery.module.Token;
import dev.rookery.module.WiringException;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Mocks, by hand and for what nothing provides. */
final class MockTest {

    interface Everything {
        int number();

        boolean truth();

        String text();

        Object object();

        Optional<String> optional();

        List<String> list();

        Map<String, String> map();

        Stream<String> stream();

        Flux<String> flux();

        Mono<String> mono();

        CompletionStage<String> stage();

        byte[] bytes();

        void add(int amount, String what);

        default int twice() {
            return 2 * number() + 2;
        }
    }

    @Test
    void a_mock_answers_with_nothing() {
        var mock = Mocks.of(Everything.class);

        assertThat(mock.number()).isZero();
        assertThat(mock.truth()).isFalse();
        assertThat(mock.text()).isEmpty();
        assertThat(mock.object()).isNull();
        assertThat(mock.optional()).isEmpty();
        assertThat(mock.list()).isEmpty();
        assertThat(mock.map()).isEmpty();
        assertThat(mock.stream()).isEmpty();
        assertThat(mock.flux().collectList().block()).isEmpty();
        assertThat(mock.mono().blockOptional()).isEmpty();
        assertThat(mock.stage().toCompletableFuture().join()).isNull();
        assertThat(mock.bytes()).isEmpty();
        assertThat(mock.twice()).isEqualTo(2);
    }

    @Test
    void a_mock_remembers_its_calls() {
        var mock = Mocks.of(Everything.class);
        mock.add(1, "milk");
        mock.twice();

        assertThat(Mocks.callsOf(mock))
                .extracting(MockCall::toString)
                .containsExactly("add(1, milk)", "twice()", "number()");
        assertThat(mock).isNotEqualTo(Mocks.of(Everything.class)).hasToString("mock of Everything");
        assertThat(List.of(mock)).contains(mock);
    }

    @Test
    void an_interface_of_the_jdk_is_mocked() {
        var executor = Mocks.of(Executor.class);
        executor.execute(() -> {});

        assertThat(Mocks.callsOf(executor)).extracting(MockCall::method).containsExactly("execute");
    }

    @Test
    void a_class_is_not_mocked() {
        assertThatThrownBy(() -> Mocks.of(String.class))
                .hasMessage("Mocks are made of interfaces that are not sealed, and String is a class");
        assertThatThrownBy(() -> Mocks.callsOf("text"))
                .hasMessage("text is no mock: give what Mocks.of(…) or mockMissing() made");
    }

    // ---- what nothing provides ----

    interface Post {
        void send(String letter);
    }

    static final class Sender {
        private final Post post;

        Sender(Post post) {
            this.post = post;
        }
    }

    record Doorman(Post post) implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            post.send("at the door");
            return true;
        }
    }

    @Controller
    @UseGuards(Doorman.class)
    static final class Office {
        private final Post post;
        private final Sender sender;
        private final List<Post> others;
        private final Optional<Executor> executor;

        Office(Post post, Sender sender, List<Executor> none, Optional<Executor> executor) {
            this.post = post;
            this.sender = sender;
            this.others = List.of();
            this.executor = executor;
            assertThat(none).isEmpty();
        }

        @MessagePattern("send")
        boolean send(String letter) {
            post.send(letter);
            return sender.post.equals(post) && others.isEmpty() && executor.isEmpty();
        }
    }

    @Test
    void one_mock_stands_in_wherever_something_is_missing() {
        try (var service = RookeryTest.microservice(
                        module -> module.controllers(Office.class).providers(Sender.class))
                .mockMissing()
                .start()) {
            assertThat(service.client().request("send", "hello", Boolean.class).block())
                    .isTrue();
            assertThat(Mocks.callsOf(service.mock(Post.class)))
                    .extracting(MockCall::toString)
                    .containsExactly("send(at the door)", "send(hello)");
        }
    }

    static final class Cellar {}

    static final class Barrel {
        Barrel(Cellar cellar) {
            assertThat(cellar).isNotNull();
        }
    }

    @Test
    void a_class_that_is_missing_stays_a_mistake() {
        assertThatThrownBy(() -> RookeryTest.microservice(module -> module.providers(Barrel.class))
                        .mockMissing()
                        .start())
                .isInstanceOf(WiringException.class)
                .hasMessage(
                        "Barrel (TestModule) needs Cellar as parameter 1 of its constructor, and no module provides it: add Cellar.class to"
                                + " the providers of TestModule, or import a module that exports it. mockMissing() mocks interfaces, and"
                                + " Cellar is none: override what needs it, or give a function, as in mockMissing(token ->"
                                + " Optional.of(mock(token.rawType())))");
    }

    @Test
    void a_function_gives_what_is_missing() {
        var cellar = new Cellar();

        try (var service = RookeryTest.microservice(module -> module.providers(Barrel.class))
                .mockMissing(token -> token.equals(Token.of(Cellar.class)) ? Optional.of(cellar) : Optional.empty())
                .start()) {
            assertThat(service.get(Cellar.class)).isSameAs(cellar);
            assertThatThrownBy(() -> service.mock(Cellar.class)).isInstanceOf(IllegalStateException.class);
        }
    }

    record Pair(@Named("a") Cellar one, @Named("b") Cellar two) {}

    @Test
    void a_function_is_asked_once_a_token() {
        try (var service = RookeryTest.microservice(module -> module.providers(Pair.class))
                .mockMissing(token -> Optional.of(new Cellar()))
                .start()) {
            var made = service.get(Pair.class);

            assertThat(made.one()).isNotSameAs(made.two()).isSameAs(service.get("a", Cellar.class));
        }
    }

    @Test
    void what_is_given_has_to_be_of_the_type() {
        assertThatThrownBy(() -> RookeryTest.microservice(module -> module.providers(Barrel.class))
                        .mockMissing(token -> Optional.of("text"))
                        .start())
                .hasMessage(
                        "Barrel (TestModule) needs Cellar as parameter 1 of its constructor, and no module provides it: add Cellar.class to"
                                + " the providers of TestModule, or import a module that exports it. mockMissing gave a String: give a"
                                + " Cellar");
    }
}

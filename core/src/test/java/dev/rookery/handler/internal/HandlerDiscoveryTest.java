package dev.rookery.handler.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.HandlerMapping;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.handler.HandlerDefinition;
import dev.rookery.handler.PatternNaming;
import dev.rookery.pattern.Pattern;
import dev.rookery.transport.MessageContext;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HandlerDiscoveryTest {

    private static List<String> found(Object controller) {
        return HandlerDiscovery.handlersOf(controller).stream()
                .map(handler -> handler.describe() + " " + handler.patterns())
                .sorted()
                .toList();
    }

    // ---- where annotations may stand ----

    interface Api {
        @MessagePattern("sum")
        int sum(List<Integer> numbers);

        @EventPattern("done")
        default void done(String what) {}

        int unbound(String nothing);
    }

    static final class ApiController implements Api {
        @Override
        public int sum(List<Integer> numbers) {
            return 0;
        }

        @Override
        public int unbound(String nothing) {
            return 0;
        }
    }

    @Test
    void a_contract_binds_the_methods_of_its_controller() {
        assertThat(found(new ApiController()))
                .containsExactly("Api.done(String) [\"done\"]", "ApiController.sum(List) [\"sum\"]");
    }

    interface Sums {
        @MessagePattern("{cmd: 'sum'}")
        int sum(int number);

        @MessagePattern({"one", "two"})
        int several(int number);
    }

    static final class Repeating implements Sums {
        @Override
        @MessagePattern("{\"cmd\":\"sum\"}")
        public int sum(int number) {
            return number;
        }

        @Override
        @MessagePattern(
                value = {"two", "three"},
                transport = "left")
        public int several(int number) {
            return number;
        }
    }

    @Test
    void a_pattern_that_is_inherited_and_repeated_counts_once_as_the_nearest_says() {
        var found = HandlerDiscovery.handlersOf(new Repeating());

        assertThat(found)
                .extracting(
                        definition -> definition.method().getName(),
                        definition -> definition.patterns().stream()
                                .map(Pattern::route)
                                .toList(),
                        HandlerDefinition::transportId)
                .containsExactly(
                        tuple("several", List.of("two", "three"), Optional.of("left")),
                        tuple("several", List.of("one"), Optional.empty()),
                        tuple("sum", List.of("{\"cmd\":\"sum\"}"), Optional.empty()));
    }

    interface Repository<T> {
        @MessagePattern("save")
        T save(T value);

        @MessagePattern("all")
        default List<T> all(T like) {
            return List.of(like);
        }
    }

    static final class Texts implements Repository<String> {
        @Override
        public String save(String value) {
            return value;
        }

        @Override
        public List<String> all(String like) {
            return List.of();
        }
    }

    @Test
    void a_generic_contract_binds_once_each() {
        assertThat(found(new Texts())).containsExactly("Texts.all(String) [\"all\"]", "Texts.save(String) [\"save\"]");
    }

    static class Base<T> {
        @MessagePattern("handle")
        public T handle(T value) {
            return value;
        }

        @MessagePattern("kept")
        String kept() {
            return "";
        }
    }

    static final class Derived extends Base<String> {
        @Override
        public String handle(String value) {
            return value;
        }
    }

    @Test
    void a_method_that_overrides_a_generic_one_stands_in_its_place() {
        assertThat(found(new Derived()))
                .containsExactly("Base.kept() [\"kept\"]", "Derived.handle(String) [\"handle\"]");
    }

    static class Overloads {
        @MessagePattern("a")
        String get(String value) {
            return value;
        }

        @MessagePattern("b")
        String get(Integer value) {
            return "" + value;
        }

        String get() {
            return "";
        }
    }

    @Test
    void overloads_are_methods_of_their_own() {
        assertThat(found(new Overloads()))
                .containsExactly("Overloads.get(Integer) [\"b\"]", "Overloads.get(String) [\"a\"]");
    }

    @Retention(RetentionPolicy.RUNTIME)
    @HandlerMapping(HandlerMapping.Kind.EVENT)
    @interface Listens {
        String[] value();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @HandlerMapping(HandlerMapping.Kind.MESSAGE)
    @interface NoValue {}

    static class OwnAnnotation {
        @Listens({"a", "b"})
        void heard() {}
    }

    static class WrongAnnotation {
        @NoValue
        void wrong() {}
    }

    @Test
    void an_annotation_of_ones_own_binds_too() {
        var handler = HandlerDiscovery.handlersOf(new OwnAnnotation()).getFirst();

        assertThat(handler.kind()).isEqualTo(HandlerMapping.Kind.EVENT);
        assertThat(handler.patterns()).hasSize(2);
        assertThat(handler.transportId()).isEmpty();
        assertThatThrownBy(() -> HandlerDiscovery.handlersOf(new WrongAnnotation()))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining("@NoValue on WrongAnnotation.wrong() needs a member String[] value()");
    }

    static class Bound {
        @MessagePattern(value = "a", transport = "nats")
        String one() {
            return "";
        }

        @MessagePattern("m")
        @EventPattern("e")
        String both() {
            return "";
        }
    }

    @Test
    void a_method_may_be_bound_to_one_transport_and_to_requests_and_events() {
        var handlers = HandlerDiscovery.handlersOf(new Bound());

        assertThat(handlers).hasSize(3);
        assertThat(handlers.stream().flatMap(handler -> handler.transportId().stream()))
                .containsExactly("nats");
        assertThat(handlers).extracting(HandlerDefinition::kind).contains(HandlerMapping.Kind.EVENT);
    }

    @Test
    void a_class_says_whether_it_has_handlers() {
        assertThat(HandlerDiscovery.anyHandler(ApiController.class)).isPresent();
        assertThat(HandlerDiscovery.anyHandler(String.class)).isEmpty();
        assertThat(HandlerDiscovery.handlersOf("no controller")).isEmpty();
    }

    // ---- what is wrong is said at start ----

    static class Static {
        @MessagePattern("s")
        static String handle() {
            return "";
        }
    }

    static class Empty {
        @MessagePattern({})
        String handle() {
            return "";
        }
    }

    static class Notation {
        @MessagePattern("{cmd: ")
        String handle() {
            return "";
        }
    }

    static class Unreachable {
        @MessagePattern("null")
        String handle() {
            return "";
        }
    }

    @Test
    void a_handler_that_cannot_be_is_named_with_the_cure() {
        assertThatThrownBy(() -> HandlerDiscovery.handlersOf(new Static()))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessage("Static.handle() is static: a handler is a method of an instance");
        assertThatThrownBy(() -> HandlerDiscovery.handlersOf(new Empty()))
                .hasMessageStartingWith("Empty.handle() has a @MessagePattern without a pattern");
        for (var controller : Stream.of(new Notation(), new Unreachable()).toList()) {
            assertThatThrownBy(() -> HandlerDiscovery.handlersOf(controller))
                    .isInstanceOf(HandlerDefinitionException.class)
                    .hasMessageContaining(".handle() cannot be bound: ");
        }
    }

    // ---- annotations that do not spell their patterns out ----

    @Retention(RetentionPolicy.RUNTIME)
    @HandlerMapping(value = HandlerMapping.Kind.MESSAGE, naming = NamedByMethod.class, transport = "pigeon")
    @interface Named {
        String suffix() default "";
    }

    static final class NamedByMethod implements PatternNaming {
        @Override
        public List<String> patternsOf(Annotation mapping, Class<?> controller, Method method) {
            return List.of(
                    method.getDeclaringClass().getSimpleName() + "/" + method.getName() + ((Named) mapping).suffix());
        }
    }

    interface Loft {
        @Named
        int birds();
    }

    static final class LoftController implements Loft {
        @Override
        public int birds() {
            return 0;
        }

        @Named(suffix = "!")
        void feed() {}

        @MessagePattern("clean")
        void clean() {}
    }

    @Test
    void patterns_may_follow_from_the_method_that_carries_the_annotation() {
        assertThat(found(new LoftController()))
                .containsExactly(
                        "LoftController.birds() [\"Loft/birds\"]",
                        "LoftController.clean() [\"clean\"]",
                        "LoftController.feed() [\"LoftController/feed!\"]");
    }

    @Test
    void an_annotation_of_one_transport_binds_to_that_alone() {
        var pigeon = new SomeTransport("pigeon", MessageContext.class, false);
        var others = SomeTransport.of("others");

        assertThat(HandlerDiscovery.handlersOf(new LoftController()))
                .extracting(
                        handler -> handler.method().getName(),
                        handler -> handler.servesOn(pigeon),
                        handler -> handler.isMisplacedOn(pigeon),
                        handler -> handler.servesOn(others),
                        handler -> handler.isMisplacedOn(others))
                .containsExactlyInAnyOrder(
                        tuple("birds", true, false, false, true),
                        tuple("feed", true, false, false, true),
                        tuple("clean", false, true, true, false));
    }
}

package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.HandlerMapping;
import dev.rookery.handler.internal.HandlerDiscovery;
import dev.rookery.pattern.Pattern;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

final class HttpRoutesTest {

    abstract static class CanBeRead {
        @Get("{id}")
        String one(@Param("id") String id) {
            return id;
        }
    }

    @Controller("cats")
    static final class Cats extends CanBeRead {
        @Get
        String all() {
            return "";
        }

        @Post({"/", "new/"})
        String create() {
            return "";
        }

        @Sse("feed")
        Flux<String> feed() {
            return Flux.empty();
        }
    }

    @Controller
    static final class Root {
        @All("*")
        String anything() {
            return "";
        }
    }

    @Test
    void a_handler_is_named_by_method_and_path() {
        assertThat(HandlerDiscovery.handlersOf(new Cats()))
                .extracting(
                        handler -> handler.method().getName(),
                        handler ->
                                handler.patterns().stream().map(Pattern::route).toList())
                .containsExactlyInAnyOrder(
                        tuple("all", List.of("GET /cats")),
                        tuple("create", List.of("POST /cats", "POST /cats/new")),
                        tuple("feed", List.of("GET /cats/feed")),
                        tuple("one", List.of("GET /cats/{id}")));
    }

    @Test
    void it_is_bound_to_http_alone() {
        assertThat(HandlerDiscovery.handlersOf(new Root())).singleElement().satisfies(handler -> {
            assertThat(handler.transportId()).isEqualTo(Optional.of("http"));
            assertThat(handler.kind()).isEqualTo(HandlerMapping.Kind.MESSAGE);
            assertThat(handler.patterns()).extracting(Pattern::route).containsExactly("ALL /*");
        });
    }
}

package dev.rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UsePipes;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Pipe;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class HandlerTableTest {

    static class Open implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return true;
        }
    }

    static class Half implements Pipe<String, Integer> {
        @Override
        public @Nullable Integer transform(@Nullable String value, ArgumentMetadata argument) {
            return value == null ? null : value.length() / 2;
        }
    }

    record Cat(String name) {}

    @UseGuards(Open.class)
    static class Cats {
        @MessagePattern({"{cmd: 'all'}", "cats"})
        Flux<Cat> all(Map<String, List<Integer>> filter) {
            return Flux.empty();
        }

        @MessagePattern("half")
        CompletionStage<Cat> half(@UsePipes(Half.class) int half) {
            return CompletableFuture.completedFuture(new Cat("half"));
        }

        @MessagePattern("member")
        Mono<Void> member(@Payload("id") int id) {
            return Mono.empty();
        }

        @EventPattern("seen")
        void seen(Cat[] cats) {}
    }

    @Test
    void handlers_are_told_as_a_table() {
        try (var server = MicroserviceServer.builder()
                .controller(new Cats())
                .transporter(new InMemoryTransporter())
                .globalFilters((error, context) -> "never")
                .build()) {
            assertThat(HandlerTable.of(server.handlers())).isEqualTo("""
                            kind     pattern              transport  handler           payload                     reply  guards  interceptors  pipes  filters
                            request  {"cmd":"all"}, cats  memory     Cats.all(Map)     Map<String, List<Integer>>  Cat…   Open    -             -      a lambda
                            request  half                 memory     Cats.half(int)    String                      Cat    Open    -             Half   a lambda
                            request  member               memory     Cats.member(int)  -                           -      Open    -             -      a lambda
                            event    seen                 memory     Cats.seen(Cat[])  Cat[]                       -      Open    -             -      a lambda""");
        }
    }

    @Test
    void a_description_has_the_parameters() {
        try (var server = MicroserviceServer.builder()
                .controller(new Cats())
                .transporter(new InMemoryTransporter())
                .build()) {
            var member = server.handlers().get(2);

            assertThat(member.parameters()).singleElement().satisfies(parameter -> {
                assertThat(parameter.argument().property()).isEqualTo("id");
                assertThat(parameter.argument().kind()).isEqualTo(ArgumentMetadata.Kind.PAYLOAD);
                assertThat(parameter.argument().type()).isEqualTo(int.class);
            });
            assertThat(member.payloadType()).isEqualTo(void.class);
            assertThat(member.replyType()).isEqualTo(void.class);
        }
    }
}

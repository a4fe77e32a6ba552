package dev.rookery.examples.grpc;

import dev.rookery.client.ClientProxy;
import dev.rookery.grpc.ClientGrpc;
import dev.rookery.grpc.GrpcRecord;
import io.grpc.Channel;
import java.util.Map;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class HeroesCaller {
    private final ClientProxy client;
    private final HeroesApi heroes;

    HeroesCaller(ClientProxy client) {
        this.client = client;
        this.heroes = client.as(HeroesApi.class);
    }

    Flux<Hero> some() {
        return heroes.findMany(Flux.just(new HeroById(1), new HeroById(2)));
    }

    Mono<Object> byName() {
        return client.request("HeroesService/FindOne", Map.of("id", 1), Object.class);
    }

    Mono<Hero> withMetadata() {
        return client.request(
                "HeroesService/FindOne",
                GrpcRecord.builder(new HeroById(1)).header("tenant", "acme").build(),
                Hero.class);
    }

    Flux<Hero> withReplyMetadata(Consumer<String> listener) {
        var request = GrpcRecord.builder(new Page(10))
                .whenAnswered(headers -> listener.accept(headers.get(HeroesService.TOTAL)))
                .build();
        return client.send("HeroesService/All", request, Hero.class);
    }

    PlainHeroes plain() {
        return ClientGrpc.of(client).service("HeroesService", PlainHeroes.class);
    }

    Channel channel() {
        return client.unwrap(Channel.class);
    }
}

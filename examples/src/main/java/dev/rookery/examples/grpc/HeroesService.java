package dev.rookery.examples.grpc;

import dev.rookery.annotation.Controller;
import dev.rookery.grpc.GrpcContext;
import dev.rookery.grpc.GrpcException;
import dev.rookery.grpc.GrpcMethod;
import dev.rookery.grpc.GrpcStreamMethod;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;

@Controller
final class HeroesService {
    private final Map<Integer, Hero> heroes = Map.of(
            1, new Hero(1, "Ladybug", Optional.of("Marinette")),
            2, new Hero(2, "Cat Noir", Optional.empty()));

    @GrpcMethod // HeroesService/FindOne
    Hero findOne(HeroById request) {
        var hero = heroes.get(request.id());
        if (hero == null) {
            throw GrpcException.notFound("no hero " + request.id());
        }
        return hero;
    }

    @GrpcMethod(method = "All")
    Flux<Hero> list(Page page, GrpcContext context) {
        return Flux.fromIterable(heroes.values()).take(page.size());
    }

    @GrpcStreamMethod
    Flux<Hero> findMany(Flux<HeroById> requests) {
        return requests.map(this::findOne);
    }
}

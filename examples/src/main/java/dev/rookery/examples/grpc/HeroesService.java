package dev.rookery.examples.grpc;

import dev.rookery.annotation.Controller;
import dev.rookery.grpc.GrpcCall;
import dev.rookery.grpc.GrpcContext;
import dev.rookery.grpc.GrpcMethod;
import dev.rookery.grpc.GrpcStreamCall;
import dev.rookery.grpc.GrpcStreamMethod;
import io.grpc.Metadata;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;

@Controller
final class HeroesService {
    static final Metadata.Key<String> TOTAL = Metadata.Key.of("total", Metadata.ASCII_STRING_MARSHALLER);

    private final Map<Integer, Hero> heroes = Map.of(
            1, new Hero(1, "Ladybug", Optional.of("Marinette")),
            2, new Hero(2, "Cat Noir", Optional.empty()));

    @GrpcMethod // HeroesService/FindOne
    Hero findOne(HeroById request) {
        var hero = heroes.get(request.id());
        if (hero == null) {
            throw HeroErrors.noHero(request.id());
        }
        return hero;
    }

    @GrpcMethod(method = "All")
    Flux<Hero> list(Page page, GrpcContext context) {
        context.responseMetadata().put(TOTAL, String.valueOf(heroes.size()));
        return Flux.fromIterable(heroes.values()).take(page.size());
    }

    @GrpcStreamMethod
    Flux<Hero> findMany(Flux<HeroById> requests) {
        return requests.map(this::findOne);
    }

    @GrpcStreamCall
    void summon(GrpcCall<HeroById, Hero> call) throws InterruptedException {
        for (var request : call) { // waits for the next one
            call.send(findOne(request)); // waits while the connection takes no more
        }
    }
}

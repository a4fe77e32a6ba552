package dev.rookery.examples.grpc;

import dev.rookery.grpc.GrpcMethod;
import dev.rookery.grpc.GrpcStreamMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

interface HeroesApi {
    @GrpcMethod("HeroesService")
    Mono<Hero> findOne(HeroById request);

    @GrpcMethod("HeroesService")
    Flux<Hero> all(Page page);

    @GrpcStreamMethod("HeroesService")
    Flux<Hero> findMany(Flux<HeroById> requests);
}

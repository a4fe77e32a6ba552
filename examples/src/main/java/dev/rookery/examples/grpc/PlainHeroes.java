package dev.rookery.examples.grpc;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

interface PlainHeroes { // of others, perhaps: it knows nothing of Rookery
    Mono<Hero> findOne(HeroById request);

    Flux<Hero> summon(Flux<HeroById> requests);
}

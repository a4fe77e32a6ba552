package dev.rookery.examples.providers;

import reactor.core.publisher.Mono;

record Rates(int factor) {
    static Mono<Rates> load() {
        return Mono.just(new Rates(2));
    }
}

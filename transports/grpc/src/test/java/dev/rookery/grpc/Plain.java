package dev.rookery.grpc;

import dev.rookery.grpc.Heroes.Named;
import dev.rookery.grpc.Heroes.Query;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Serves each rpc of {@code heroes.proto}. */
final class Plain {
    @GrpcMethod("Heroes")
    Named findOne(Query query) {
        return new Named(query.id(), "one " + query.text());
    }

    @GrpcMethod("Heroes")
    Flux<Named> many(Query query) {
        return Flux.range(1, query.id()).map(id -> new Named(id, "many"));
    }

    @GrpcStreamMethod("Heroes")
    Mono<Named> collect(Flux<Query> queries) {
        return queries.map(Query::id).reduce(0, Integer::sum).map(sum -> new Named(sum, "sum"));
    }

    @GrpcStreamMethod("Heroes")
    Flux<Named> chat(Flux<Query> queries) {
        return queries.map(query -> new Named(query.id(), "re: " + query.text()));
    }

    @GrpcMethod("Heroes")
    void forget(Query query) {}

    @GrpcMethod("demo.v1.Heroes")
    Map<String, Object> lower(Map<String, Object> query) {
        return Map.of("id", query.getOrDefault("id", -1), "unknown", 1);
    }
}

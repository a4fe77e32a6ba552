package dev.rookery.grpc;

import dev.rookery.client.ClientProxy;
import dev.rookery.error.HandlerDefinitionException;
import java.util.Objects;

/**
 * Services as interfaces without annotations, each method an rpc of its name: {@code ClientGrpc.of(client).service(HeroesService.class).findOne(id)}.
 * What Nest's {@code ClientGrpc} does with {@code getService}. A method with an annotation, {@link GrpcMethod} or {@link GrpcStreamMethod}, is called
 * by that.
 *
 * <p>Methods take one message, a {@link GrpcRecord} of it, or a {@code Flux} where the rpc takes a stream, and return a {@code Flux}, a {@code Mono},
 * a {@code CompletableFuture}, or the reply itself after blocking for it. Safe for use by several threads.
 */
public final class ClientGrpc {
    private final ClientProxy client;

    private ClientGrpc(ClientProxy client) {
        this.client = client;
    }

    /**
     * Calls over a client, which stays the owner of the channel.
     *
     * @param client a client of gRPC
     * @return services of it
     */
    public static ClientGrpc of(ClientProxy client) {
        return new ClientGrpc(Objects.requireNonNull(client, "client"));
    }

    /**
     * A service that is named as the interface.
     *
     * @param contract the interface
     * @param <T> the interface
     * @return an instance, safe for use by several threads
     * @throws HandlerDefinitionException if a method cannot be called as it is declared
     */
    public <T> T service(Class<T> contract) {
        return service(contract.getSimpleName(), contract);
    }

    /**
     * A service.
     *
     * @param name its name below the package, or in full
     * @param contract the interface
     * @param <T> the interface
     * @return an instance, safe for use by several threads
     * @throws HandlerDefinitionException if a method cannot be called as it is declared
     */
    public <T> T service(String name, Class<T> contract) {
        return client.as(contract, method -> RpcNames.name(name, "", method));
    }
}

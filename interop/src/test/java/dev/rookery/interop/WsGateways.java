package dev.rookery.interop;

import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UseInterceptors;
import dev.rookery.annotation.UsePipes;
import dev.rookery.error.HttpException;
import dev.rookery.module.Module;
import dev.rookery.module.Provides;
import dev.rookery.pipe.ParseInt;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.validation.ValidationPipe;
import dev.rookery.web.ConnectedSocket;
import dev.rookery.web.MessageBody;
import dev.rookery.web.OnGatewayConnection;
import dev.rookery.web.OnGatewayDisconnect;
import dev.rookery.web.OnGatewayInit;
import dev.rookery.web.SubscribeMessage;
import dev.rookery.web.WebSocketGateway;
import dev.rookery.web.WsClient;
import dev.rookery.web.WsClose;
import dev.rookery.web.WsEvent;
import dev.rookery.web.WsException;
import dev.rookery.web.WsServer;
import jakarta.validation.constraints.NotEmpty;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The gateways that {@link WsSideBySideIT} calls; {@code peers/ws.mjs} has the same. */
final class WsGateways {
    private WsGateways() {}

    @Module(providers = {Values.class, Inputs.class, Errors.class, Greeting.class, Refusing.class, Room.class})
    static final class LiveModule {
        @Provides
        ValidationPipe validation() {
            return new ValidationPipe();
        }
    }

    @WebSocketGateway(path = "/live")
    static final class Values {
        @SubscribeMessage("text")
        String text() {
            return "hello";
        }

        @SubscribeMessage("emptyText")
        String emptyText() {
            return "";
        }

        @SubscribeMessage("number")
        int number() {
            return 42;
        }

        @SubscribeMessage("zero")
        int zero() {
            return 0;
        }

        @SubscribeMessage("no")
        boolean no() {
            return false;
        }

        @SubscribeMessage("null")
        @Nullable Object nothing() {
            return null;
        }

        @SubscribeMessage("void")
        void undefined() {}

        @SubscribeMessage("object")
        Map<String, @Nullable Object> members() {
            var members = new LinkedHashMap<String, @Nullable Object>();
            members.put("a", 1);
            members.put("b", null);
            return members;
        }

        @SubscribeMessage("array")
        List<Object> array() {
            return Arrays.asList(1, "two");
        }

        @SubscribeMessage("wsEvent")
        WsEvent wsEvent() {
            return new WsEvent("told", Map.of("a", 1));
        }

        @SubscribeMessage("wsEventOfNull")
        WsEvent wsEventOfNull() {
            return new WsEvent("told", null);
        }

        @SubscribeMessage("promise")
        CompletionStage<WsEvent> promise() {
            return CompletableFuture.completedFuture(new WsEvent("later", 1));
        }

        @SubscribeMessage("promiseOfNull")
        CompletionStage<@Nullable String> promiseOfNull() {
            return CompletableFuture.completedFuture(null);
        }

        @SubscribeMessage("one")
        Mono<String> one() {
            return Mono.just("one");
        }

        @SubscribeMessage("several")
        Flux<Integer> several() {
            return Flux.just(1, 2, 3);
        }

        @SubscribeMessage("severalEvents")
        Flux<WsEvent> severalEvents() {
            return Flux.just(new WsEvent("a", 1), new WsEvent("b", 2));
        }

        @SubscribeMessage("none")
        Flux<String> none() {
            return Flux.empty();
        }
    }

    record Cat(@NotEmpty @Nullable String name) {}

    @WebSocketGateway(path = "/live")
    static final class Inputs {
        @SubscribeMessage({"echo", "echoOrNull"})
        WsEvent echo(@MessageBody @Nullable Object data) {
            return new WsEvent("echo", data);
        }

        @SubscribeMessage("member")
        WsEvent member(@MessageBody("x") @Nullable Object x) {
            return new WsEvent("member", x);
        }

        @SubscribeMessage("int")
        WsEvent whole(@MessageBody("x") @ParseInt int x) {
            return new WsEvent("int", x);
        }

        @SubscribeMessage("cat")
        @UsePipes(ValidationPipe.class)
        WsEvent cat(@MessageBody Cat cat) {
            return new WsEvent("cat", cat);
        }

        @SubscribeMessage("both")
        void both(@MessageBody @Nullable Object data, @ConnectedSocket WsClient client) {
            client.emit("both", data);
        }

        @SubscribeMessage("leave")
        void leave(@MessageBody int code, @ConnectedSocket WsClient client) {
            client.close(code, "as told");
        }
    }

    static final class Never implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return false;
        }
    }

    static final class Around implements Interceptor {
        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) {
            return next.handle().map(data -> new WsEvent("around", data));
        }
    }

    @WebSocketGateway(path = "/live")
    @SuppressWarnings("DoNotCallSuggester") // handlers that are there to fail
    static final class Errors {
        @SubscribeMessage("wsText")
        String wsText() {
            throw new WsException("told");
        }

        @SubscribeMessage("wsObject")
        String wsObject() {
            throw new WsException(Map.of("code", 7, "message", "told"));
        }

        @SubscribeMessage("unknown")
        String unknown() {
            throw new IllegalStateException("secret");
        }

        @SubscribeMessage("http")
        String http() {
            throw new HttpException(400, "told");
        }

        @SubscribeMessage("rejected")
        CompletionStage<String> rejected() {
            return CompletableFuture.failedFuture(new WsException("told"));
        }

        @SubscribeMessage("failing")
        Flux<Integer> failing() {
            return Flux.concat(Flux.just(1), Flux.error(new WsException("told")));
        }

        @SubscribeMessage("failingSecretly")
        Flux<Integer> failingSecretly() {
            return Flux.concat(Flux.just(1), Flux.error(new IllegalStateException("secret")));
        }

        @SubscribeMessage("guard")
        @UseGuards(Never.class)
        String guarded() {
            return "guarded";
        }

        @SubscribeMessage("interceptor")
        @UseInterceptors(Around.class)
        String within() {
            return "within";
        }
    }

    @WebSocketGateway(path = "/greeting")
    static final class Greeting implements OnGatewayConnection {
        @Override
        public void handleConnection(WsClient client) {
            client.emit("welcome", null);
        }
    }

    @WebSocketGateway(path = "/refusing")
    static final class Refusing implements OnGatewayConnection {
        @Override
        public void handleConnection(WsClient client) {
            client.close(4001, "not you");
        }
    }

    @WebSocketGateway(path = "/room")
    @SuppressWarnings("NullAway.Init") // afterInit comes before all clients
    static final class Room implements OnGatewayInit, OnGatewayDisconnect {
        private WsServer server;

        @Override
        public void afterInit(WsServer opened) {
            server = opened;
        }

        @Override
        public void handleDisconnect(WsClient client, WsClose close) {
            server.emit("left", null);
        }

        @SubscribeMessage("toAll")
        void toAll(@MessageBody @Nullable Object data) {
            server.emit("all", data);
        }
    }
}

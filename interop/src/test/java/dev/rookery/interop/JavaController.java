package dev.rookery.interop;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import dev.rookery.annotation.UseGuards;
import dev.rookery.error.RpcException;
import dev.rookery.pipe.DefaultValue;
import dev.rookery.pipe.ParseInt;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.tcp.TcpContext;
import dev.rookery.transport.MessageContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The handlers of the Nest peers' service, in Java. */
@Controller
@SuppressWarnings("DoNotCallSuggester") // some handlers are there to fail
final class JavaController {
    private final Queue<Object> seen = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean endlessCancelled = new AtomicBoolean();

    record Named(String name, int age) {}

    record Order(@NotEmpty List<@Valid Line> lines) {}

    record Line(@NotBlank String sku, @Positive int quantity) {}

    @MessagePattern("order.place")
    int place(@Valid Order order) {
        return order.lines().size();
    }

    @MessagePattern("order.page")
    int page(@Payload("page") @DefaultValue("1") @ParseInt int page) {
        return page;
    }

    Queue<Object> seen() {
        return seen;
    }

    AtomicBoolean endlessCancelled() {
        return endlessCancelled;
    }

    @MessagePattern({
        "{cmd: 'sum'}",
        "math.sum",
        "{service: {version: 2, name: 'math', tags: ['b', 'a']}, cmd: 'sum', exact: true, note: null}"
    })
    double sum(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).sum();
    }

    @MessagePattern("42")
    String fortyTwo() {
        return "number";
    }

    @MessagePattern("echo")
    @Nullable JsonNode echo(@Nullable JsonNode payload) {
        return payload;
    }

    @MessagePattern("typeOf")
    String typeOf(Optional<JsonNode> payload) {
        return payload.map(node -> node.getNodeType().toString()).orElse("none");
    }

    @MessagePattern("codeUnits")
    List<Integer> codeUnits(String text) {
        return text.chars().boxed().toList();
    }

    @MessagePattern("named")
    Named named(Named named, MessageContext context) {
        return new Named(named.name() + "@" + context.pattern(), named.age() + 1);
    }

    @MessagePattern("member")
    String member(@Payload("name") String name) {
        return name;
    }

    @MessagePattern("slow")
    String slow(@Payload("delay") int delay, @Payload("value") String value) throws InterruptedException {
        new java.util.concurrent.CountDownLatch(1).await(delay, java.util.concurrent.TimeUnit.MILLISECONDS);
        return value;
    }

    @MessagePattern("result.nothing")
    void nothing() {}

    @MessagePattern("result.null")
    @Nullable String nothingAtAll() {
        return null;
    }

    @MessagePattern("result.empty")
    Flux<String> empty() {
        return Flux.empty();
    }

    @MessagePattern("result.stage")
    CompletionStage<String> stage(String text) {
        return CompletableFuture.supplyAsync(() -> text);
    }

    @MessagePattern("result.mono")
    Mono<String> mono(String text) {
        return Mono.just(text).delayElement(Duration.ofMillis(5));
    }

    @MessagePattern("countdown")
    Flux<Integer> countdown(int from) {
        return Flux.range(0, from).map(passed -> from - passed);
    }

    @MessagePattern("stream.java")
    Stream<Integer> javaStream(int count) {
        return IntStream.rangeClosed(1, count).boxed();
    }

    @MessagePattern("stream.delayed")
    Flux<Long> delayed(int count) {
        return Flux.interval(Duration.ofMillis(30))
                .take(count)
                .map(index -> index + 1)
                .concatWith(Mono.delay(Duration.ofMillis(60)).then(Mono.empty()));
    }

    @MessagePattern("stream.endless")
    Flux<Long> endless() {
        return Flux.interval(Duration.ofMillis(5)).doOnCancel(() -> endlessCancelled.set(true));
    }

    @MessagePattern("stream.failing")
    Flux<Integer> failing() {
        return Flux.just(1, 2).concatWith(Flux.error(new RpcException("after two values")));
    }

    @MessagePattern("error.text")
    void errorText() {
        throw new RpcException("not today");
    }

    @MessagePattern("error.rpc")
    void errorRpc(Object error) {
        throw new RpcException(error);
    }

    @MessagePattern("error.thrown")
    void thrown() {
        throw new IllegalStateException("inside");
    }

    @MessagePattern("error.guard")
    @UseGuards(Never.class)
    void guarded() {}

    @MessagePattern("error.cycle")
    Object cycle() {
        var map = new java.util.HashMap<String, Object>();
        map.put("self", map);
        return map;
    }

    @MessagePattern("context.metadata")
    @Nullable Object metadata(MessageContext context) {
        return context.metadata().bind(Object.class);
    }

    @MessagePattern("{context: 'pattern'}")
    String pattern(MessageContext context) {
        return context.pattern();
    }

    @MessagePattern("context.tls")
    String certificate(TcpContext context) {
        return context.peerCertificates().isEmpty()
                ? "none"
                : context.peerCertificates()
                        .getFirst()
                        .getSubjectX500Principal()
                        .getName();
    }

    @EventPattern("user_created")
    String first(Map<String, Object> user) {
        seen.add(Map.of("handler", "first", "user", user));
        return "first";
    }

    @EventPattern("user_created")
    String second(Map<String, Object> user) {
        seen.add(Map.of("handler", "second", "user", user));
        return "second";
    }

    @EventPattern("{event: 'deleted', entity: 'user'}")
    void deleted(@Nullable Object payload) {
        seen.add(Objects.requireNonNullElse(payload, "null"));
    }

    @EventPattern("event.half")
    void throwing() {
        throw new IllegalStateException("inside");
    }

    @EventPattern("event.half")
    void otherHalf() {
        seen.add("otherHalf");
    }

    /** Says no. */
    static final class Never implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return false;
        }
    }
}

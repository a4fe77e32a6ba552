package dev.rookery.benchmarks.parts;

import dev.rookery.Microservice;
import dev.rookery.Rookery;
import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.NonBlocking;
import dev.rookery.module.Injectable;
import dev.rookery.module.Module;
import dev.rookery.module.RequestContext;
import dev.rookery.transport.Inbound;
import jakarta.inject.Provider;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it costs to make a controller, and what it needs, for each message instead of once. No thread is in the numbers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScopeBenchmark {
    private final Loop loop = new Loop();
    private final Microservice service =
            Rookery.createMicroservice(Shop.class, loop).listen();
    private final Inbound once = loop.request("\"once\"", new Value(15));
    private final Inbound each = loop.request("\"each\"", new Value(15));
    private final Inbound asked = loop.request("\"asked\"", new Value(15));
    private final LastReply reply = new LastReply();

    /** Made by JMH. */
    public ScopeBenchmark() {}

    @Module(
            controllers = {Once.class, Each.class, Asked.class},
            providers = {Prices.class, Basket.class})
    static final class Shop {}

    /** One for all. */
    @Injectable
    static final class Prices {
        int of(int item) {
            return item + 1;
        }
    }

    /** One for each message. */
    @Injectable(scope = dev.rookery.module.Scope.REQUEST)
    static final class Basket {
        private final RequestContext request;
        private final Prices prices;

        Basket(RequestContext request, Prices prices) {
            this.request = request;
            this.prices = prices;
        }

        int price(int item) {
            return prices.of(item) + request.pattern().length();
        }
    }

    @Controller
    static final class Once {
        private final Prices prices;

        Once(Prices prices) {
            this.prices = prices;
        }

        @NonBlocking
        @MessagePattern("once")
        Integer price(Integer item) {
            return prices.of(item);
        }
    }

    /** Request-scoped, since its basket is. */
    @Controller
    static final class Each {
        private final Basket basket;

        Each(Basket basket) {
            this.basket = basket;
        }

        @NonBlocking
        @MessagePattern("each")
        Integer price(Integer item) {
            return basket.price(item);
        }
    }

    @Controller
    static final class Asked {
        private final Provider<Basket> basket;

        Asked(Provider<Basket> basket) {
            this.basket = basket;
        }

        @NonBlocking
        @MessagePattern("asked")
        Integer price(Integer item) {
            return basket.get().price(item);
        }
    }

    private Integer answer(Inbound message) {
        return (Integer) Objects.requireNonNull(reply.to(message, loop)); // and not an error
    }

    /** A controller that is there. */
    @Benchmark
    public Integer once() {
        return answer(once);
    }

    /** A controller and a provider that are made for the message. */
    @Benchmark
    public Integer each() {
        return answer(each);
    }

    /** A controller that is there, and asks for a provider that is made for the message. */
    @Benchmark
    public Integer asked() {
        return answer(asked);
    }

    /** Ends the service. */
    @TearDown
    public void close() {
        service.close();
    }
}

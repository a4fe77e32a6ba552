package dev.rookery.test;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UseInterceptors;
import dev.rookery.annotation.UsePipes;
import dev.rookery.client.ClientProxy;
import dev.rookery.error.RpcException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.module.ClientsModule;
import dev.rookery.module.DynamicModule;
import dev.rookery.module.Imports;
import dev.rookery.module.Injectable;
import dev.rookery.module.Module;
import dev.rookery.module.Provides;
import dev.rookery.module.RequestContext;
import dev.rookery.module.Scope;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.pipeline.Pipe;
import dev.rookery.transport.Transporter;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A service with something of everything. */
final class Shop {
    private Shop() {}

    // ---- what it has ----

    interface Stock {
        int count(String what);
    }

    static final class Warehouse implements Stock {
        @Override
        public int count(String what) {
            return 100;
        }
    }

    @Module(exports = {Stock.class, Clock.class})
    static final class StockModule {
        @Provides
        Stock stock() {
            return new Warehouse();
        }

        @Provides
        @Named("CLOCK")
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    @Injectable(scope = Scope.REQUEST)
    static final class Basket {
        private final String owner;

        Basket(RequestContext request) {
            this.owner = request.pattern() + " " + request.data(Object.class);
        }

        String owner() {
            return owner;
        }
    }

    record Till(Basket basket) {}

    /** What happened, for events. */
    static final class Diary {
        private final List<String> entries = new CopyOnWriteArrayList<>();

        void add(String entry) {
            entries.add(entry);
        }

        List<String> entries() {
            return List.copyOf(entries);
        }
    }

    // ---- what stands before it ----

    static final class Closed implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return false;
        }
    }

    static final class Shouting implements Interceptor {
        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) {
            return next.handle().map(value -> value + "!");
        }
    }

    static final class Trimming implements Pipe<String, String> {
        @Override
        public @Nullable String transform(@Nullable String value, ArgumentMetadata argument) {
            return value == null ? null : value.strip();
        }
    }

    static final class Apologizing implements ExceptionFilter<IllegalStateException> {
        @Override
        public Object handle(IllegalStateException error, ExecutionContext context) {
            return "sorry";
        }
    }

    // ---- the service ----

    interface Api {
        @MessagePattern("count")
        int count(String what);

        @MessagePattern("countdown")
        Flux<Integer> countdown(int from);

        @EventPattern("sold")
        void sold(String what);
    }

    @Controller
    static final class Counter implements Api {
        private final Stock stock;
        private final Clock clock;
        private final Diary diary;
        private final ClientProxy bank;

        Counter(Stock stock, @Named("CLOCK") Clock clock, Diary diary, @Named("BANK") ClientProxy bank) {
            this.stock = stock;
            this.clock = clock;
            this.diary = diary;
            this.bank = bank;
        }

        @Override
        public int count(String what) {
            return stock.count(what);
        }

        @Override
        public Flux<Integer> countdown(int from) {
            return Flux.range(0, from).map(step -> from - step);
        }

        @Override
        public void sold(String what) {
            diary.add("sold " + what);
        }

        @EventPattern("sold")
        Mono<Void> restock(String what) {
            return Mono.delay(Duration.ofMillis(20))
                    .doOnNext(tick -> diary.add("restocked " + what))
                    .then();
        }

        @MessagePattern("time")
        String time() {
            return clock.instant().toString();
        }

        @MessagePattern("guarded")
        @UseGuards(Closed.class)
        String guarded() {
            return "open";
        }

        @MessagePattern("echo")
        @UseInterceptors(Shouting.class)
        @UsePipes(Trimming.class)
        String echo(String text) {
            return text;
        }

        @MessagePattern("fail")
        @UseFilters(Apologizing.class)
        String fail() {
            throw new IllegalStateException("no");
        }

        @MessagePattern("pay")
        Mono<String> pay(int amount) {
            return bank.request("debit", amount, String.class);
        }

        @EventPattern("spoilt")
        void spoilt(String what) {
            if (!what.isEmpty()) {
                throw new RpcException("threw " + what + " away");
            }
        }

        @EventPattern("stolen")
        void stolen(String what) throws Exception {
            if (!what.isEmpty()) {
                throw new Exception(what);
            }
        }
    }

    @Controller
    static final class TillController {
        private final Till till;

        TillController(Till till) {
            this.till = till;
        }

        @MessagePattern("{cmd: 'owner'}")
        String owner(String name) {
            return till.basket().owner();
        }
    }

    @Module(
            imports = StockModule.class,
            providers = {Basket.class, Till.class, Diary.class},
            controllers = {Counter.class, TillController.class})
    static final class ShopModule {
        @Imports
        static DynamicModule clients() {
            return ClientsModule.register("BANK", unreachable());
        }

        private static Transporter unreachable() {
            return new InMemoryTransporter();
        }
    }

    static Clock noon() {
        return Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
    }
}

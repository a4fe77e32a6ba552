package dev.rookery.benchmarks.rookery;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.NonBlocking;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UseInterceptors;
import dev.rookery.annotation.UsePipes;
import dev.rookery.module.Module;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.pipeline.Pipe;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** What our services serve, on every transport. */
@Module(controllers = BenchmarkModule.Handlers.class, providers = Handled.class)
public final class BenchmarkModule {

    /** What clients ask for. */
    @Controller
    static final class Handlers {
        private final Handled handled;

        Handlers(Handled handled) {
            this.handled = handled;
        }

        @MessagePattern("{cmd: 'sum'}")
        int sum(List<Integer> numbers) {
            return Sums.add(numbers);
        }

        @MessagePattern("{cmd: 'sum-non-blocking'}")
        @NonBlocking
        int sumNonBlocking(List<Integer> numbers) {
            return Sums.add(numbers);
        }

        @MessagePattern("{cmd: 'sum-piped'}")
        @UseGuards(Yes.class)
        @UsePipes(Same.class)
        @UseInterceptors(Through.class)
        int sumPiped(List<Integer> numbers) {
            return Sums.add(numbers);
        }

        @MessagePattern("echo")
        String echo(String text) {
            return text;
        }

        @MessagePattern("stream")
        Flux<Integer> stream(int count) {
            return Flux.range(0, count);
        }

        @MessagePattern("wait")
        String waitFor(int millis) throws InterruptedException {
            Thread.sleep(millis);
            return "done";
        }

        @EventPattern("event")
        void event(List<Integer> numbers) {
            Sums.add(numbers);
            handled.increment();
        }

        @EventPattern("event-non-blocking")
        @NonBlocking
        void eventNonBlocking(List<Integer> numbers) {
            Sums.add(numbers);
            handled.increment();
        }

        @MessagePattern("handled")
        long handled() {
            return handled.sum();
        }
    }

    /** Says yes. */
    static final class Yes implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return true;
        }
    }

    /** Changes nothing. */
    static final class Same implements Pipe<Object, Object> {
        @Override
        public @Nullable Object transform(@Nullable Object value, ArgumentMetadata argument) {
            return value;
        }
    }

    /** Changes nothing. */
    static final class Through implements Interceptor {
        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) {
            return next.handle();
        }
    }
}

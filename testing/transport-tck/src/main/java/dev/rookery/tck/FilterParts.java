package dev.rookery.tck;

import dev.rookery.annotation.Catch;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UseFilters;
import dev.rookery.codec.ErrorBody;
import dev.rookery.error.RpcException;
import dev.rookery.pipeline.DefaultExceptionFilter;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** What the tests of {@link FilterContract} serve and call. */
final class FilterParts {
    private FilterParts() {}

    /** For one type of error that lies far from the root. */
    static final class UnsupportedFilter implements ExceptionFilter<UnsupportedOperationException> {
        @Override
        public Object handle(UnsupportedOperationException error, ExecutionContext context) {
            return "unsupported";
        }
    }

    /** The usual answers, but for one type of error. */
    static final class DivisionsFilter extends DefaultExceptionFilter {
        @Override
        protected Optional<ErrorBody> body(Throwable error, ExecutionContext context) {
            return error instanceof ArithmeticException
                    ? Optional.of(ErrorBody.coded("DIVISION", context.route()))
                    : super.body(error, context);
        }
    }

    /** For one type of error, as its type argument says. */
    static final class ArgumentFilter implements ExceptionFilter<IllegalArgumentException> {
        ArgumentFilter(Trail trail) {
            trail.add("filter");
        }

        @Override
        public Object handle(IllegalArgumentException error, ExecutionContext context) {
            return "method's filter: " + context.route();
        }
    }

    /** For several types of error, as its annotation says. */
    @Catch({IllegalStateException.class, ArithmeticException.class})
    static final class StateFilter implements ExceptionFilter<RuntimeException> {
        StateFilter(Trail trail) {
            trail.add("filter");
        }

        @Override
        public Object handle(RuntimeException error, ExecutionContext context) {
            if (error instanceof ArithmeticException) {
                throw new RpcException(Map.of("code", "ARITHMETIC"));
            }
            return "controller's filter: " + error.getClass().getSimpleName();
        }
    }

    /** For every error. */
    @Catch
    static final class FirstFilter implements ExceptionFilter<Throwable> {
        FirstFilter(Trail trail) {
            trail.add("filter");
        }

        @Override
        public Object handle(Throwable error, ExecutionContext context) {
            return "first";
        }
    }

    /** For every error. */
    @Catch
    static final class LastFilter implements ExceptionFilter<Throwable> {
        LastFilter(Trail trail) {
            trail.add("filter");
        }

        @Override
        public Object handle(Throwable error, ExecutionContext context) {
            return "last";
        }
    }

    /** Divides by zero, and fails in another way. */
    static final class Dividing {
        Dividing() {}

        @MessagePattern("divide")
        int divide() {
            return Integer.parseInt("1") / Integer.parseInt("0");
        }

        @MessagePattern("lose")
        String lose() {
            return Faulty.thrown(new IllegalStateException("on purpose"));
        }
    }

    /** Throws all sorts of errors. */
    @UseFilters(StateFilter.class)
    static final class Faulty {
        Faulty() {}

        private static String thrown(RuntimeException error) {
            throw error;
        }

        @MessagePattern("illegal.argument")
        @UseFilters(ArgumentFilter.class)
        String illegalArgument() {
            return thrown(new IllegalArgumentException("on purpose"));
        }

        @MessagePattern("illegal.state")
        @UseFilters(ArgumentFilter.class)
        String illegalState() {
            return thrown(new IllegalStateException("on purpose"));
        }

        @MessagePattern("arithmetic")
        String arithmetic() {
            return thrown(new ArithmeticException("on purpose"));
        }

        @MessagePattern("unsupported")
        String unsupported() {
            return thrown(new UnsupportedOperationException("on purpose"));
        }

        @MessagePattern("both")
        @UseFilters({FirstFilter.class, LastFilter.class})
        String both() {
            return thrown(new IllegalStateException("on purpose"));
        }

        @MessagePattern("stream")
        Flux<String> stream() {
            return Flux.just("a")
                    .concatWith(Flux.error(new IllegalStateException("on purpose")))
                    .publishOn(Schedulers.parallel());
        }

        @MessagePattern("number")
        @UseFilters(ArgumentFilter.class)
        int number(int value) {
            return value;
        }
    }
}

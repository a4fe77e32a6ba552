package dev.rookery.handler.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.Catch;
import dev.rookery.pipeline.ComponentStandIn;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandlerFiltersTest {

    @Catch
    private static final class All extends Silent<Throwable> {}

    private static final class OfIo extends Silent<Throwable> implements ExceptionFilter<Throwable> {}

    @Catch(IOException.class)
    private static final class Io extends Silent<IOException> {}

    @Catch({FileNotFoundException.class, UncheckedIOException.class})
    private static final class Files extends Silent<Exception> {}

    private static final class Typed implements ExceptionFilter<IllegalStateException> {
        @Override
        public @Nullable Object handle(IllegalStateException error, ExecutionContext context) {
            return null;
        }
    }

    private record StandIn(Class<?> componentType) implements ExceptionFilter<Throwable>, ComponentStandIn {
        @Override
        public @Nullable Object handle(Throwable error, ExecutionContext context) {
            return null;
        }
    }

    private abstract static class Silent<E extends Throwable> implements ExceptionFilter<E> {
        @Override
        public @Nullable Object handle(E error, ExecutionContext context) {
            return null;
        }
    }

    private final All all = new All();
    private final Io io = new Io();
    private final Files files = new Files();
    private final Typed typed = new Typed();

    @Test
    void the_nearest_level_comes_first_however_general_its_filter_is() {
        var filters = new HandlerFilters(List.of(List.of(all), List.of(io)));

        assertThat(filters.forError(new IOException())).isSameAs(all);
    }

    @Test
    void within_a_level_the_nearest_type_counts_in_any_order() {
        for (var level :
                List.of(List.<ExceptionFilter<?>>of(all, io, files), List.<ExceptionFilter<?>>of(files, io, all))) {
            var filters = new HandlerFilters(List.of(level));

            assertThat(filters.forError(new FileNotFoundException())).isSameAs(files);
            assertThat(filters.forError(new IOException())).isSameAs(io);
            assertThat(filters.forError(new IllegalStateException())).isSameAs(all);
            assertThat(filters.forError(new AssertionError())).isSameAs(all);
        }
    }

    @Test
    void of_filters_for_one_type_the_last_counts() {
        var other = new OfIo();

        assertThat(new HandlerFilters(List.of(List.of(all, other))).forError(new IOException()))
                .isSameAs(other);
        assertThat(new HandlerFilters(List.of(List.of(other, all))).forError(new IOException()))
                .isSameAs(all);
    }

    @Test
    void without_catch_the_type_argument_counts() {
        var filters = new HandlerFilters(List.of(List.of(), List.of(typed)));

        assertThat(filters.forError(new IllegalStateException())).isSameAs(typed);
        assertThat(filters.forError(new IllegalArgumentException())).isNull();
    }

    @Test
    void a_stand_in_takes_what_its_class_takes() {
        var standIn = new StandIn(Io.class);
        var filters = new HandlerFilters(List.of(List.of(standIn)));

        assertThat(filters.forError(new FileNotFoundException())).isSameAs(standIn);
        assertThat(filters.forError(new IllegalStateException())).isNull();
    }

    @Test
    void there_may_be_none() {
        var filters = new HandlerFilters(List.of(List.of(), List.of()));

        assertThat(filters.isEmpty()).isTrue();
        assertThat(filters.forError(new IOException())).isNull();
    }
}

package dev.rookery.examples.pipes;

import dev.rookery.annotation.UsePipes;
import dev.rookery.error.HttpException;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.Pipe;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.jspecify.annotations.Nullable;

@Retention(RetentionPolicy.RUNTIME)
@UsePipes(AtMost.Limit.class)
@interface AtMost {
    int value();

    final class Limit implements Pipe<Integer, Integer> {
        @Override
        public Pipe<Integer, Integer> forArgument(ArgumentMetadata argument) { // once a parameter, at start
            int most = argument.annotation(AtMost.class).orElseThrow().value();
            return (value, same) -> checked(value, most, argument.place());
        }

        @Override
        public @Nullable Integer transform(@Nullable Integer value, ArgumentMetadata argument) {
            int most = argument.annotation(AtMost.class).orElseThrow().value();
            return checked(value, most, argument.place());
        }

        private static @Nullable Integer checked(@Nullable Integer value, int most, String place) {
            if (value != null && value > most) {
                throw new HttpException(400, place + " is " + value + " (expected: at most " + most + ")");
            }
            return value;
        }
    }
}

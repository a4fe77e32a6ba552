package dev.rookery.tck;

import dev.rookery.annotation.MessagePattern;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the tests of {@link PayloadContract} serve and call. */
final class PayloadParts {
    private PayloadParts() {}

    /** A kind of zoo. */
    enum Kind {
        /** In a city. */
        CITY,
        /** In the open. */
        PARK
    }

    /** Has legs. */
    record Animal(String name, int legs) {}

    /** Holds values of many types. */
    record Zoo(
            String name,
            Kind kind,
            List<Animal> animals,
            Map<String, Animal> stars,
            Animal boss,
            @Nullable String motto) {}

    /** Moments. */
    record Times(Instant at, LocalDate day, Duration took) {}

    /** Numbers that are easily spoilt. */
    record Numbers(long whole, BigDecimal exact, BigInteger large, double tenth, double tiny) {}

    /** Returns what it gets, by way of a Java type. */
    static final class Typed {
        Typed() {}

        @MessagePattern("zoo")
        Zoo zoo(Zoo zoo) {
            return zoo;
        }

        @MessagePattern("animals")
        List<Animal> animals(List<Animal> animals) {
            return animals.stream()
                    .map(animal -> new Animal(animal.name().toUpperCase(Locale.ROOT), animal.legs()))
                    .toList();
        }

        @MessagePattern("times")
        Times times(Times times) {
            return times;
        }

        @MessagePattern("bytes")
        byte[] bytes(byte[] bytes) {
            return bytes;
        }

        @MessagePattern("numbers")
        Numbers numbers(Numbers numbers) {
            return numbers;
        }
    }
}

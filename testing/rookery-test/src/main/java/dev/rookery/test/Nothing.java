package dev.rookery.test;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What stands for nothing, for each type that has something for it. */
@SuppressWarnings("FutureReturnValueIgnored") // they are given, and not ignored
final class Nothing {
    private static final Map<Class<?>, Supplier<?>> VALUES = Map.ofEntries(
            Map.entry(boolean.class, () -> false),
            Map.entry(char.class, () -> '\0'),
            Map.entry(byte.class, () -> (byte) 0),
            Map.entry(short.class, () -> (short) 0),
            Map.entry(int.class, () -> 0),
            Map.entry(long.class, () -> 0L),
            Map.entry(float.class, () -> 0f),
            Map.entry(double.class, () -> 0d),
            Map.entry(String.class, () -> ""),
            Map.entry(Optional.class, Optional::empty),
            Map.entry(OptionalInt.class, OptionalInt::empty),
            Map.entry(OptionalLong.class, OptionalLong::empty),
            Map.entry(OptionalDouble.class, OptionalDouble::empty),
            Map.entry(Iterator.class, Collections::emptyIterator),
            Map.entry(Iterable.class, List::of),
            Map.entry(Collection.class, List::of),
            Map.entry(List.class, List::of),
            Map.entry(Set.class, Set::of),
            Map.entry(SortedSet.class, Collections::emptySortedSet),
            Map.entry(Map.class, Map::of),
            Map.entry(SortedMap.class, Collections::emptySortedMap),
            Map.entry(Stream.class, Stream::empty),
            Map.entry(IntStream.class, IntStream::empty),
            Map.entry(LongStream.class, LongStream::empty),
            Map.entry(DoubleStream.class, DoubleStream::empty),
            Map.entry(Publisher.class, Flux::empty),
            Map.entry(Flux.class, Flux::empty),
            Map.entry(Mono.class, Mono::empty),
            Map.entry(CompletionStage.class, () -> CompletableFuture.completedFuture(null)),
            Map.entry(CompletableFuture.class, () -> CompletableFuture.completedFuture(null)));

    private Nothing() {}

    /** Null for a type that has nothing for it. */
    static @Nullable Object of(Class<?> type) {
        var value = VALUES.get(type);
        if (value != null) {
            return value.get();
        }
        return type.isArray() ? Array.newInstance(type.getComponentType(), 0) : null;
    }
}

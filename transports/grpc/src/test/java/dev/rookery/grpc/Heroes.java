package dev.rookery.grpc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the service of {@code heroes.proto} speaks of. */
final class Heroes {
    private Heroes() {}

    enum Kind {
        NONE,
        TALL
    }

    record Query(int id, String text) {
        Query(int id) {
            this(id, "");
        }
    }

    record Named(int id, String name) {}

    @SuppressWarnings("ArrayRecordComponent") // bytes are what is tested
    record Hero(
            int id,
            String name,
            long bigNumber,
            Kind kind,
            List<String> tags,
            Map<String, Integer> counts,
            byte[] blob,
            Optional<String> maybe,
            @Nullable String left,
            @Nullable Integer right,
            @Nullable Query inner) {}
}

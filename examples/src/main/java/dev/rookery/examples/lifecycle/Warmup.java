package dev.rookery.examples.lifecycle;

import dev.rookery.client.ClientProxy;
import dev.rookery.module.OnApplicationBootstrap;
import jakarta.inject.Named;
import java.util.concurrent.CompletionStage;

final class Warmup implements OnApplicationBootstrap.Async {
    private final ClientProxy math;

    Warmup(@Named("MATH") ClientProxy math) {
        this.math = math;
    }

    @Override
    public CompletionStage<?> onApplicationBootstrap() {
        return math.connect().toFuture(); // no message gets in before this is done
    }
}

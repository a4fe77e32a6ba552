package dev.rookery.examples.lifecycle;

import dev.rookery.module.OnApplicationShutdown;
import dev.rookery.module.OnModuleInit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

final class Ledger implements OnModuleInit, OnApplicationShutdown {
    private final Path file;

    Ledger(Path file) {
        this.file = file;
    }

    @Override
    public void onModuleInit() throws Exception { // may block; an exception stops the start
        Files.createDirectories(file.getParent());
        Files.writeString(file, "opened\n");
    }

    @Override
    public void onApplicationShutdown(@Nullable String signal) throws Exception {
        Files.writeString(file, "closed by " + (signal == null ? "us" : signal) + "\n"); // such as SIGTERM
    }
}

package dev.rookery.benchmarks.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes of a scenario; all end together. */
final class Processes implements AutoCloseable {
    private final Path logs;
    private final List<MeasuredProcess> processes = new ArrayList<>();

    Processes(Path logs) {
        this.logs = logs;
    }

    MeasuredProcess start(Command command) throws IOException {
        var process = MeasuredProcess.start(command, logs);
        processes.add(process);
        return process;
    }

    @Override
    public void close() {
        processes.reversed().forEach(MeasuredProcess::close);
    }
}

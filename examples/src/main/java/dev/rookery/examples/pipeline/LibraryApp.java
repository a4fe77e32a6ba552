package dev.rookery.examples.pipeline;

import dev.rookery.Rookery;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.tcp.TcpTransporter;
import java.util.ArrayList;
import java.util.List;

/** Global components by code, several pipelines in one process, and what an application tells of its handlers. */
final class LibraryApp {
    private LibraryApp() {}

    static List<String> handlers() {
        try (var app = Rookery.create(LibraryModule.class)) {
            app.useGlobalInterceptors(new Audit()); // for the handlers on all listeners
            app.connectMicroservice(TcpTransporter.builder().port(0).build());
            app.connectMicroservice(new InMemoryTransporter())
                    .withoutApplicationPipeline() // what Nest does unless inheritAppConfig is set
                    .useGlobalFilters((ExceptionFilter<Throwable>) (error, context) -> "nothing");
            app.startAllMicroservices();

            var lines = new ArrayList<String>();
            for (var handler : app.handlers()) {
                lines.add(handler.transport() + " " + handler.patterns() + " " + handler.name() + " guarded by "
                        + handler.guards().stream().map(Class::getSimpleName).toList());
            }
            return lines;
        }
    }
}

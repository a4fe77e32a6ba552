package ${package};

import dev.rookery.Rookery;

/** Keeps the service up until it is told to end; then it drains, and ends with 0. */
final class App {
    private App() {}

    static void main() {
        Rookery.createMicroservice(AppModule.class) // on what application.yaml says
                .cleanExitOnSignal()
                .listen();
    }
}

package dev.rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.HandlerMapping;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.StartException;
import dev.rookery.module.Module;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.TransportEvent;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several listeners in one process. */
final class ApplicationTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Controller
    static final class WeatherController {
        @MessagePattern("everywhere")
        String everywhere() {
            return "rain";
        }

        @MessagePattern(value = "one", transport = "left")
        String left() {
            return "left";
        }

        @MessagePattern(value = "one", transport = "right")
        String right() {
            return "right";
        }

        @EventPattern(value = "storm", transport = "nowhere")
        void storm() {}
    }

    @Module(controllers = WeatherController.class)
    static final class WeatherModule {}

    private final NamedTransporter left = NamedTransporter.of("left");
    private final NamedTransporter right = NamedTransporter.of("right");

    @Test
    void handlers_answer_on_the_transports_that_they_are_bound_to() {
        try (var app = Rookery.create(WeatherModule.class);
                var onLeft = ClientProxyFactory.create(left);
                var onRight = ClientProxyFactory.create(right)) {
            app.connectMicroservice(left);
            app.connectMicroservice(right);
            app.startAllMicroservices();

            assertThat(onLeft.request("everywhere", String.class).block(LIMIT)).isEqualTo("rain");
            assertThat(onRight.request("everywhere", String.class).block(LIMIT)).isEqualTo("rain");
            assertThat(onLeft.request("one", String.class).block(LIMIT)).isEqualTo("left");
            assertThat(onRight.request("one", String.class).block(LIMIT)).isEqualTo("right");
        }
    }

    @Test
    void listeners_share_the_controllers_and_the_global_pipeline() {
        try (var app = Rookery.create(WeatherModule.class).useGlobalGuards(context -> false);
                var onLeft = ClientProxyFactory.create(left);
                var onRight = ClientProxyFactory.create(right)) {
            app.connectMicroservice(left);
            app.connectMicroservice(right);
            app.startAllMicroservices();

            for (var client : List.of(onLeft, onRight)) {
                assertThat(catchThrowable(
                                () -> client.request("everywhere", String.class).block(LIMIT)))
                        .hasMessageContaining("Forbidden");
            }
        }
    }

    @Test
    void a_handler_that_no_listener_serves_is_told() {
        try (var log = new LogRecorder();
                var app = Rookery.create(WeatherModule.class)) {
            app.connectMicroservice(left);
            app.startAllMicroservices();

            assertThat(log.lines().stream().filter(line -> line.startsWith("WARN")))
                    .containsExactlyInAnyOrder(
                            "WARN WeatherController.right() gets no message: it is bound to the transport \"right\", and WeatherModule"
                                    + " listens on left",
                            "WARN WeatherController.storm() gets no message: it is bound to the transport \"nowhere\", and"
                                    + " WeatherModule listens on left");
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @HandlerMapping(value = HandlerMapping.Kind.MESSAGE, transport = "nowhere")
    @interface NowherePattern {
        String[] value();
    }

    @Controller
    static final class Misplaced {
        @NowherePattern("lost")
        void lost() {}
    }

    @Module(controllers = Misplaced.class)
    static final class MisplacedModule {}

    @Test
    void a_handler_that_is_written_for_one_transport_alone_fails_the_start_where_that_is_missing() {
        try (var app = Rookery.create(MisplacedModule.class)) {
            app.connectMicroservice(left);

            assertThat(catchThrowable(app::startAllMicroservices))
                    .isInstanceOf(HandlerDefinitionException.class)
                    .hasMessageContaining("Misplaced.lost() is bound to the transport \"nowhere\" by its annotation")
                    .hasMessageContaining("listens on left");
        }
    }

    @Test
    void each_listener_has_its_own_status_events_and_driver() {
        try (var app = Rookery.create(WeatherModule.class)) {
            var listener = app.connectMicroservice(left);
            assertThat(listener.addresses()).isEmpty();
            assertThat(listener.transporter()).isSameAs(left);
            assertThat(catchThrowable(() -> listener.unwrap(String.class)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("was not started: start the application first");
            var hearing = listener.on(TransportEvent.ERROR, error -> {});
            app.startAllMicroservices();

            assertThat(listener.status().map(ConnectionStatus::kind).next().block(LIMIT))
                    .isEqualTo(ConnectionStatus.Kind.CONNECTED);
            assertThat(catchThrowable(() -> listener.unwrap(String.class)))
                    .isInstanceOf(IllegalArgumentException.class);
            hearing.dispose();
            assertThat(hearing.isDisposed()).isTrue();
        }
    }

    @Test
    void a_listener_that_cannot_start_stops_those_that_have() {
        try (var app = Rookery.create(WeatherModule.class);
                var client = ClientProxyFactory.create(left)) {
            app.connectMicroservice(left);
            app.connectMicroservice(NamedTransporter.whosePortIsInUse());

            assertThat(catchThrowable(app::startAllMicroservices)).isInstanceOf(StartException.class);
            assertThat(catchThrowable(
                            () -> client.request("everywhere", String.class).block(LIMIT)))
                    .isInstanceOfAny(NoHandlerException.class, dev.rookery.error.ConnectionRefusedException.class);
        }
    }

    @Test
    void a_listener_comes_before_the_start() {
        try (var app = Rookery.create(WeatherModule.class).startAllMicroservices()) {
            assertThat(catchThrowable(() -> app.connectMicroservice(left)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "connectMicroservice(…) comes too late: WeatherModule was started or closed before. Call it first");
        }
    }
}

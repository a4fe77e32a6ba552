package dev.rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.HandlerMapping;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UseGuards;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.module.ApplicationOptions;
import dev.rookery.module.Discovery;
import dev.rookery.module.Module;
import dev.rookery.module.OnApplicationBootstrap;
import dev.rookery.module.OnModuleDestroy;
import dev.rookery.module.OnModuleInit;
import dev.rookery.module.Overrides;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.transport.Transporter;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Doors are listeners that open last. */
final class DoorTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Controller
    static final class Greeter {
        @MessagePattern("greet")
        String greet() {
            return "hello";
        }
    }

    @Module(controllers = Greeter.class)
    static final class GreeterModule {}

    @HandlerMapping(value = HandlerMapping.Kind.MESSAGE, transport = "other", door = true)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Knock {
        String[] value();
    }

    @Controller
    static final class Guests {
        @Knock("guests")
        String knock() {
            return "come in";
        }
    }

    @Module(controllers = {Greeter.class, Guests.class})
    static final class GuestModule {}

    private record SomeDoor(List<Transporter> all) implements Door {
        SomeDoor(Transporter... all) {
            this(List.of(all));
        }

        @Override
        public List<Transporter> transporters(Discovery modules) {
            return all;
        }
    }

    private final NamedTransporter front = NamedTransporter.of("front");
    private final NamedTransporter back = NamedTransporter.of("back");

    @Test
    void a_door_needs_no_microservice() {
        try (var app = Rookery.create(GreeterModule.class).listen(new SomeDoor(front));
                var client = ClientProxyFactory.create(front)) {
            assertThat(client.request("greet", String.class).block(LIMIT)).isEqualTo("hello");
            assertThat(app.listeners()).hasSize(1);
        }
    }

    @Test
    void doors_open_after_all_microservices() {
        try (var app = Rookery.create(GreeterModule.class)) {
            var door = app.connectDoor(new SomeDoor(front));
            var service = app.connectMicroservice(back);

            app.startAllMicroservices();

            assertThat(app.listeners()).containsExactly(service, door);
        }
    }

    @Test
    void a_door_may_have_several_transports() {
        try (var app = Rookery.create(GreeterModule.class)) {
            var door = app.connectDoor(new SomeDoor(front, back));

            app.startAllMicroservices();

            assertThat(app.listeners()).hasSize(2).startsWith(door);
            assertThat(door.transporter()).isEqualTo(front);
        }
    }

    @Test
    void a_microservice_has_doors_too() {
        try (var service = Rookery.createMicroservice(GreeterModule.class, back);
                var client = ClientProxyFactory.create(front)) {
            service.connectDoor(new SomeDoor(front));
            service.listen();

            assertThat(client.request("greet", String.class).block(LIMIT)).isEqualTo("hello");
        }
    }

    @Test
    void a_door_shares_the_pipeline_unless_it_opts_out() {
        try (var app = Rookery.create(GreeterModule.class).useGlobalGuards(context -> false);
                var closed = ClientProxyFactory.create(front);
                var open = ClientProxyFactory.create(back)) {
            app.connectDoor(new SomeDoor(back)).withoutApplicationPipeline();
            app.listen(new SomeDoor(front));

            assertThat(catchThrowable(
                            () -> closed.request("greet", String.class).block(LIMIT)))
                    .hasMessageContaining("Forbidden resource");
            assertThat(open.request("greet", String.class).block(LIMIT)).isEqualTo("hello");
        }
    }

    @Test
    void a_door_may_open_when_the_microservices_are_started() {
        try (var app = Rookery.create(GreeterModule.class)) {
            app.connectMicroservice(back);
            app.startAllMicroservices();

            app.listen(new SomeDoor(front));

            try (var client = ClientProxyFactory.create(front)) {
                assertThat(client.request("greet", String.class).block(LIMIT)).isEqualTo("hello");
            }
            assertThat(app.listeners()).hasSize(2);
        }
    }

    @Test
    void a_door_that_does_not_open_leaves_the_rest_running() {
        try (var app = Rookery.create(GreeterModule.class);
                var client = ClientProxyFactory.create(back)) {
            app.connectMicroservice(back);
            app.startAllMicroservices();

            assertThatThrownBy(() -> app.listen(new SomeDoor(NamedTransporter.whosePortIsInUse())))
                    .hasMessageContaining("is in use");

            assertThat(client.request("greet", String.class).block(LIMIT)).isEqualTo("hello");
            assertThat(app.listeners()).hasSize(1);
        }
    }

    @Test
    void handlers_of_doors_wait_for_them() {
        try (var log = new LogRecorder();
                var app = Rookery.create(GuestModule.class)) {
            app.connectMicroservice(back);
            app.startAllMicroservices();
            assertThat(log.lines()).noneMatch(line -> line.startsWith("WARN"));

            app.listen(new SomeDoor(front));
            assertThat(log.lines())
                    .contains(
                            "WARN Guests.knock() gets no message: it is bound to the transport \"other\" by its annotation, and"
                                    + " GuestModule listens on back, front");
        }
    }

    @Test
    void a_handler_of_a_door_is_a_mistake_where_none_will_open() {
        try (var service = Rookery.createMicroservice(GuestModule.class, back)) {
            assertThatThrownBy(service::listen)
                    .isInstanceOf(HandlerDefinitionException.class)
                    .hasMessageContaining("is bound to the transport \"other\" by its annotation");
        }
    }

    @Test
    void nobody_comes_in_when_all_is_over() {
        var app = Rookery.create(GreeterModule.class);
        app.close();

        assertThatThrownBy(() -> app.listen(new SomeDoor(front))).isInstanceOf(IllegalStateException.class);
    }

    static final class Bouncer implements Guard, OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
        static final List<String> HEARD = new CopyOnWriteArrayList<>();

        @Override
        public boolean canActivate(ExecutionContext context) {
            HEARD.add("asked");
            return true;
        }

        @Override
        public void onModuleInit() {
            HEARD.add("init");
        }

        @Override
        public void onApplicationBootstrap() {
            HEARD.add("bootstrap");
        }

        @Override
        public void onModuleDestroy() {
            HEARD.add("destroy");
        }
    }

    @Controller
    static final class Club {
        @Knock("club")
        @UseGuards(Bouncer.class)
        String enter() {
            return "welcome";
        }
    }

    @Module(controllers = {Greeter.class, Club.class})
    static final class ClubModule {}

    @Test
    void what_a_door_alone_needs_hears_its_hooks_when_that_opens() {
        Bouncer.HEARD.clear();
        var other = NamedTransporter.of("other");
        try (var app = Rookery.create(ClubModule.class);
                var client = ClientProxyFactory.create(other)) {
            app.connectMicroservice(back);
            app.startAllMicroservices();
            assertThat(Bouncer.HEARD).isEmpty();

            app.listen(new SomeDoor(other));
            assertThat(Bouncer.HEARD).containsExactly("init", "bootstrap");
            assertThat(client.request("club", String.class).block(LIMIT)).isEqualTo("welcome");

            app.listen(new SomeDoor(front));
        }
        assertThat(Bouncer.HEARD).containsExactly("init", "bootstrap", "asked", "destroy");
    }

    private static ApplicationOptions overriding(Class<?> component) {
        return ApplicationOptions.builder()
                .overrides(Overrides.builder()
                        .component(component, (Guard) context -> false)
                        .build())
                .build();
    }

    @Test
    void what_a_door_alone_needs_may_be_overridden() {
        var other = NamedTransporter.of("other");
        try (var app = Rookery.create(ClubModule.class, overriding(Bouncer.class));
                var client = ClientProxyFactory.create(other)) {
            app.connectMicroservice(back);
            app.startAllMicroservices();
            app.listen(new SomeDoor(other));

            assertThat(catchThrowable(() -> client.request("club", String.class).block(LIMIT)))
                    .hasMessageContaining("Forbidden resource");
        }
    }

    @Test
    void an_override_of_what_nobody_needs_is_told_as_soon_as_every_handler_is_served() {
        try (var app = Rookery.create(ClubModule.class, overriding(Guard.class))) {
            app.connectMicroservice(back);
            app.startAllMicroservices();
            var door = new SomeDoor(NamedTransporter.of("other"));

            assertThatThrownBy(() -> app.listen(door)).hasMessageStartingWith("Guard is overridden, and neither does");
        }
        try (var app = Rookery.create(GreeterModule.class, overriding(Guard.class))) {
            app.connectMicroservice(back);
            assertThatThrownBy(app::startAllMicroservices)
                    .hasMessageStartingWith("Guard is overridden, and neither does");
        }
    }

    record Choosy(Runnable nobodyProvidesIt) implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return false;
        }
    }

    @Controller
    static final class ClosedClub {
        @Knock("closed")
        @UseGuards(Choosy.class)
        String enter() {
            return "welcome";
        }
    }

    @Module(controllers = {Greeter.class, ClosedClub.class})
    static final class ClosedModule {}

    @Test
    void a_door_that_cannot_open_does_not_keep_others_shut() {
        try (var app = Rookery.create(ClosedModule.class);
                var client = ClientProxyFactory.create(front)) {
            app.connectMicroservice(back);
            app.startAllMicroservices();
            var other = new SomeDoor(NamedTransporter.of("other"));
            assertThatThrownBy(() -> app.listen(other)).hasMessageContaining("no module provides it");

            app.listen(new SomeDoor(front));

            assertThat(client.request("greet", String.class).block(LIMIT)).isEqualTo("hello");
            assertThatThrownBy(() -> app.listen(other)).hasMessageContaining("no module provides it");
        }
    }
}

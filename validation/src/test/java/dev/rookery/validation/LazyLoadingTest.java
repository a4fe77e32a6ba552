package dev.rookery.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.UsePipes;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.server.MicroserviceServer;
import jakarta.validation.constraints.Positive;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Hibernate Validator takes long to load: a service that does not need it does not pay for it. */
class LazyLoadingTest {

    /** Starts a service, in class loaders of its own. */
    public static final class Plain implements Runnable {
        @Override
        public void run() {
            start(new PlainController());
        }

        static final class PlainController {
            @MessagePattern("call")
            @UsePipes(ValidationPipe.class)
            String call(String text) {
                return text;
            }
        }
    }

    /** As {@link Plain}, with a constraint. */
    public static final class Constrained implements Runnable {
        @Override
        public void run() {
            start(new ConstrainedController());
        }

        static final class ConstrainedController {
            @MessagePattern("call")
            int call(@Positive int number) {
                return number;
            }
        }
    }

    static void start(Object controller) {
        try (var server = MicroserviceServer.builder()
                .controller(controller)
                .transporter(new InMemoryTransporter())
                .start()) {
            assertThat(server.handlers()).hasSize(1);
        }
    }

    @Test
    void nothing_of_hibernate_validator_is_loaded_where_no_handler_needs_it() throws Exception {
        assertThat(loadedBy(Plain.class)).noneMatch(name -> name.startsWith("org.hibernate."));
    }

    @Test
    void it_is_loaded_at_start_where_a_handler_needs_it() throws Exception {
        assertThat(loadedBy(Constrained.class)).anyMatch(name -> name.startsWith("org.hibernate."));
    }

    private static Set<String> loadedBy(Class<? extends Runnable> program) throws Exception {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        try (var loader = new Recorder()) {
            thread.setContextClassLoader(loader);
            var own = loader.loadClass(program.getName());
            ((Runnable) own.getDeclaredConstructor().newInstance()).run();
            return loader.asked;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Loads everything anew, and remembers what it was asked for. */
    private static final class Recorder extends URLClassLoader {
        final Set<String> asked = ConcurrentHashMap.newKeySet();

        Recorder() {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }

        private static URL[] classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Recorder::url)
                    .toArray(URL[]::new);
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

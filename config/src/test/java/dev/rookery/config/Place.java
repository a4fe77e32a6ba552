package dev.rookery.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A place in which a configuration is looked for: a class path, a working directory, an environment and system properties of its own. */
final class Place {
    private final Path classPath;
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();

    Place(Path root) {
        try {
            classPath = Files.createDirectories(root.resolve("classes"));
            directory = Files.createDirectories(root.resolve("work"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Place onClassPath(String file, String text) {
        return write(classPath.resolve(file), text);
    }

    Place inDirectory(String file, String text) {
        return write(directory.resolve(file), text);
    }

    private Place write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Place variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Place property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    Path directory() {
        return directory;
    }

    URLClassLoader classLoader() {
        try {
            return new URLClassLoader(
                    new URL[] {classPath.toUri().toURL()}, getClass().getClassLoader());
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Surroundings surroundings() {
        return new Surroundings(classLoader(), directory, environment, properties);
    }

    ConfigBuilder builder() {
        return new ConfigBuilder(surroundings());
    }

    Config config() {
        return builder().build();
    }

    ConfigModule.Builder module() {
        return new ConfigModule.Builder(surroundings());
    }
}

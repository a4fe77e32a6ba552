package dev.rookery.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the process offers to a configuration.
 *
 * @param loader where files of the class path are looked for
 * @param directory where other files are looked for
 * @param environment the environment variables
 * @param properties the system properties
 */
record Surroundings(
        ClassLoader loader, Path directory, Map<String, String> environment, Map<String, String> properties) {
    Surroundings {
        environment = Map.copyOf(environment);
        properties = Map.copyOf(properties);
    }

    static Surroundings ofProcess() {
        var context = Thread.currentThread().getContextClassLoader();
        var properties = new HashMap<String, String>();
        System.getProperties()
                .stringPropertyNames()
                .forEach(name -> properties.put(name, System.getProperty(name, "")));
        return new Surroundings(
                context == null ? Surroundings.class.getClassLoader() : context,
                Path.of(""),
                System.getenv(),
                properties);
    }
}

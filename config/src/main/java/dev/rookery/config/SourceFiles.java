package dev.rookery.config;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads configuration files, each into a layer of its own. */
final class SourceFiles {
    private static final List<String> EXTENSIONS = List.of("properties", "yml", "yaml");

    private static final Pattern FLAT = Pattern.compile("^\"([^\"]*)\"");

    private final Surroundings surroundings;
    private final List<Layer> layers;

    /** Adds what it reads to the layers that are there. */
    SourceFiles(Surroundings surroundings, List<Layer> layers) {
        this.surroundings = surroundings;
        this.layers = layers;
    }

    /**
     * Reads the files of a name, those of the class path first.
     *
     * @param name without its extension
     * @return whether there was any
     */
    boolean readAll(String name) {
        var before = layers.size();
        for (var extension : EXTENSIONS) {
            var file = name + "." + extension;
            Optional.ofNullable(surroundings.loader().getResource(file))
                    .ifPresent(found -> read(found, file + " on the class path"));
        }
        for (var extension : EXTENSIONS) {
            var file = name + "." + extension;
            var path = surroundings.directory().resolve(file);
            if (Files.isRegularFile(path)) {
                read(path, file + " in the working directory");
            }
        }
        return layers.size() > before;
    }

    /** Reads a file that has to be there. */
    void read(Path file) {
        var name = file.toString();
        if (!Files.isRegularFile(file)) {
            throw new ConfigException(
                    List.of("The configuration file " + name + " does not exist: create it, or do not name it"));
        }
        if (EXTENSIONS.stream().noneMatch(extension -> name.endsWith("." + extension))) {
            throw new ConfigException(List.of(
                    "The configuration file " + name + " is of no known kind: call it .properties, .yaml or .yml"));
        }
        read(file, name);
    }

    private void read(Path file, String name) {
        try {
            read(file.toUri().toURL(), name);
        } catch (IOException error) {
            throw unreadable(name, error.toString(), error);
        }
    }

    private void read(URL file, String name) {
        try {
            var ordinal = Layer.FIRST_ORDINAL + layers.size();
            layers.add(Layer.ofFile(source(file, name, ordinal), name));
        } catch (MarkedYAMLException error) {
            var mark = error.getProblemMark();
            throw unreadable(
                    name,
                    "no YAML" + (mark == null ? "" : ", at line " + (mark.getLine() + 1)) + ": " + error.getProblem(),
                    null);
        } catch (YAMLException error) {
            throw unreadable(name, "no YAML", null);
        } catch (IOException | IllegalArgumentException error) {
            throw unreadable(name, error.toString(), error);
        }
    }

    private static ConfigSource source(URL file, String name, int ordinal) throws IOException {
        if (file.getPath().endsWith(".properties")) {
            return new PropertiesConfigSource(file, ordinal);
        }
        try (var bytes = file.openStream()) {
            var yaml = new YamlConfigSource(name, new String(bytes.readAllBytes(), StandardCharsets.UTF_8), ordinal);
            return new PropertiesConfigSource(withFlatKeys(yaml.getProperties()), name, ordinal);
        }
    }

    /** A line {@code shop.max-orders: 2} means the key, and not a single word with a dot in it. */
    private static Map<String, String> withFlatKeys(Map<String, String> read) {
        var values = new HashMap<String, String>();
        read.forEach((key, value) -> values.put(FLAT.matcher(key).replaceFirst("$1"), value));
        return values;
    }

    /** The text of a parser's own exception quotes the file, and with it what may be secret: it is no cause. */
    private static ConfigException unreadable(String name, String why, @Nullable Exception cause) {
        var message = name + " cannot be read: " + why + ". Put it right";
        return cause == null ? new ConfigException(List.of(message)) : new ConfigException(message, cause);
    }
}

package dev.rookery.config;

import dev.rookery.ListenerDefaults;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is configured: files, environment variables, system properties and what code says, read once. Keys are written as {@code
 * shop.max-orders}; the environment variable {@code SHOP_MAX_ORDERS} says the same.
 *
 * <p>Immutable and safe for use by several threads. {@link ConfigModule} gives it to the modules of an application; without modules, {@link
 * #load} makes one.
 */
public final class Config {
    private final Values values;
    private final List<String> profiles;
    private final Transports transports;

    Config(Values values, List<String> profiles, Transports transports) {
        this.values = values;
        this.profiles = List.copyOf(profiles);
        this.transports = transports;
    }

    /**
     * Reads all that is there, and adds nothing. Blocks for as long as it takes to read files.
     *
     * @return the configuration
     * @throws ConfigException if a file cannot be read
     */
    public static Config load() {
        return builder().build();
    }

    /**
     * Begins with what is there: files, environment variables, system properties.
     *
     * @return a builder
     */
    public static ConfigBuilder builder() {
        return new ConfigBuilder(Surroundings.ofProcess());
    }

    /**
     * What a key says.
     *
     * @param key the key
     * @return its text, if it says one that is not empty
     * @throws ConfigException if it names a key without a value
     */
    public Optional<String> text(String key) {
        return value(key, String.class);
    }

    /**
     * What a key says.
     *
     * @param key the key
     * @param type a type that a component of a record may have, but for records, lists and maps
     * @param <T> the type
     * @return its value, if it says anything
     * @throws ConfigException if it says something else
     */
    public <T> Optional<T> value(String key, Class<T> type) {
        return noted(mistakes -> new ValueReader(values, mistakes).read(key, type));
    }

    /**
     * What a key says that has to be there.
     *
     * @param key the key
     * @param type a type that a component of a record may have, but for records, lists and maps
     * @param <T> the type
     * @return its value
     * @throws ConfigException if it says nothing, or something else
     */
    public <T> T require(String key, Class<T> type) {
        return value(key, type)
                .orElseThrow(() -> new ConfigException(List.of(key + " is missing: set it in a file, by the environment"
                        + " variable " + KeyNames.variable(key) + ", or by -D" + key + "=…")));
    }

    /**
     * Makes a record of what stands below a key. Keys there that it does not know are logged as warnings.
     *
     * @param prefix the key, without a dot at its end
     * @param type a record
     * @param <T> the record
     * @return the record
     * @throws ConfigException if something is missing or wrong; it names every mistake
     * @throws IllegalArgumentException if the type is no record, or has a component that cannot be configured
     */
    public <T> T bind(String prefix, Class<T> type) {
        var known = new KnownKeys();
        var bound = noted(mistakes -> Optional.ofNullable(bind(prefix, type, mistakes, known)));
        new UnknownKeys(values, known).warn(prefix);
        return bound.orElseThrow(() -> new IllegalStateException(type.getName() + " was not made, without a mistake"));
    }

    <T> @Nullable T bind(String prefix, Class<T> type, Mistakes mistakes, KnownKeys known) {
        try (var constraints = Constraints.ofClassPath()) {
            return new RecordBinder(values, mistakes, known, constraints).bind(prefix, type);
        }
    }

    /**
     * Makes a client of what stands below {@code rookery.clients.<name>}. Opens nothing until the first call.
     *
     * @param name the name of the client
     * @return a client, to be closed; those of {@link ConfigModule} are closed by the application
     * @throws ConfigException if something is missing or wrong; it names every mistake
     */
    public ClientProxy client(String name) {
        var client = noted(mistakes -> Optional.ofNullable(transports.client(name, mistakes)))
                .orElseThrow(
                        () -> new IllegalStateException("The client " + name + " was not made, without a mistake"));
        return ClientProxyFactory.create(client.transporter(), client.options());
    }

    /**
     * The profiles that are active.
     *
     * @return their names, the strongest last
     */
    public List<String> profiles() {
        return profiles;
    }

    /**
     * Where the value of a key comes from, as errors say it.
     *
     * @param key the key
     * @return the place, such as {@code application.yaml on the class path}, if there is a value
     */
    public Optional<String> source(String key) {
        return values.find(key).map(Value::from);
    }

    /** What a microservice listens on. */
    ListenerDefaults.Choice listener() {
        var mistakes = new Mistakes();
        var transporter = transports.server(mistakes);
        var options = transports.serverOptions(mistakes);
        mistakes.throwIfAny();
        if (transporter == null) {
            transports.warnOfUnusedOptions();
        }
        return new ListenerDefaults.Choice(transporter, options);
    }

    Values values() {
        return values;
    }

    Transports transports() {
        return transports;
    }

    private static <T> Optional<T> noted(Function<Mistakes, Optional<T>> reading) {
        var mistakes = new Mistakes();
        var read = reading.apply(mistakes);
        mistakes.throwIfAny();
        return read;
    }

    /** The profiles; values may be secret. */
    @Override
    public String toString() {
        return "Config" + profiles;
    }
}

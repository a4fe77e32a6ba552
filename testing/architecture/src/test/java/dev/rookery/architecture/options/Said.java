package dev.rookery.architecture.options;

import dev.rookery.config.Config;
import dev.rookery.config.ConfigException;
import dev.rookery.config.ConfigModule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Says options in a configuration, and hears what is wrong with them. */
final class Said {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final String CLIENT = "rookery.clients.PROBE.";

    private Said() {}

    /** The key of an option. */
    static String kebab(String option) {
        return HUMP.matcher(option).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    static String keyOfClient(String option) {
        return CLIENT + kebab(option);
    }

    static String keyOfServer(Subject subject, String option) {
        return "rookery." + subject.name() + "." + kebab(option);
    }

    /** All mistakes in what is said of a client. */
    static List<String> ofClient(String transport, Map<String, String> options) {
        var config = Config.builder().value(CLIENT + "transport", transport);
        options.forEach((option, value) -> config.value(keyOfClient(option), value));
        try {
            config.build().client("PROBE").close();
            return List.of();
        } catch (ConfigException wrong) {
            return wrong.mistakes();
        }
    }

    /** All mistakes in what is said of a server. */
    static List<String> ofServer(Subject subject, Map<String, String> options) {
        var config = ConfigModule.builder();
        if (subject.factory() != null) {
            config.value("rookery.transport", subject.name());
        }
        options.forEach((option, value) -> config.value(keyOfServer(subject, option), value));
        try {
            var _ = config.build();
            return List.of();
        } catch (ConfigException wrong) {
            return wrong.mistakes();
        }
    }
}

package dev.rookery.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.client.ClientOptions;
import dev.rookery.server.ServerOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The limits of docs/production.md have the defaults that stand there. */
final class ProductionTest {
    private static final Pattern ROW = Pattern.compile("\\| `((?:Server|Client)Options\\.\\w+)` \\| ([^|]*) \\|.*");

    @Test
    void limits_have_the_defaults_that_the_page_tells() throws ReflectiveOperationException {
        var told = new HashMap<String, String>();
        for (var line : Page.of(Repository.ROOT.resolve("docs/production.md")).lines()) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                told.put(row.group(1), row.group(2));
            }
        }
        var defaults = new HashMap<String, String>();
        defaults.putAll(defaults(ServerOptions.defaults()));
        defaults.putAll(defaults(ClientOptions.defaults()));

        assertThat(told).hasSizeGreaterThanOrEqualTo(5);
        assertThat(defaults).containsAllEntriesOf(told);
    }

    private static Map<String, String> defaults(Record options) throws ReflectiveOperationException {
        var found = new HashMap<String, String>();
        for (var component : Arrays.asList(options.getClass().getRecordComponents())) {
            var name = options.getClass().getSimpleName() + "." + component.getName();
            found.put(name, shown(component.getAccessor().invoke(options)));
        }
        return found;
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case Duration time -> time.toSeconds() + " s";
            case Integer number -> String.format(Locale.ROOT, "%,d", number);
            case null, default -> String.valueOf(value);
        };
    }
}

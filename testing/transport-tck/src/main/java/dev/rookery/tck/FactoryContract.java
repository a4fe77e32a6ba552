package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What holds for the factory by which a configuration makes a transporter whose options are a record. Needs no broker. */
public interface FactoryContract {

    /**
     * The factory.
     *
     * @return a new one
     */
    TransporterFactory newFactory();

    /**
     * The options of a transporter that the factory made.
     *
     * @param made the transporter
     * @return its options
     */
    Record optionsOf(Transporter made);

    /**
     * The options of a transporter that code made and told nothing but {@link #required()}.
     *
     * @return all defaults
     */
    Record defaults();

    /**
     * The options that a text cannot say.
     *
     * @return names of components; none unless overridden
     */
    default Set<String> onlyByCode() {
        return Set.of();
    }

    /**
     * The options without which there is no transporter; {@link #defaults()} has them too.
     *
     * @return texts by names as {@code tls.key}; none unless overridden
     */
    default Map<String, String> required() {
        return Map.of();
    }

    /**
     * What a configuration is asked for that does not have the name of an option, or stands within one.
     *
     * @return names as {@code tls.key}
     */
    default Set<String> alsoAskedFor() {
        return Set.of();
    }

    /** It is found. */
    @Test
    default void it_is_found_by_the_service_loader() {
        assertThat(ServiceLoader.load(TransporterFactory.class))
                .extracting(TransporterFactory::id)
                .contains(newFactory().id());
    }

    /** No default differs. */
    @Test
    default void where_nothing_is_said_the_defaults_of_code_hold() throws ReflectiveOperationException {
        var made = newFactory().create(new SilentSettings("", new TreeSet<>(), required()));

        assertThat(values(optionsOf(made))).isEqualTo(values(defaults()));
    }

    /** No option is forgotten. */
    @Test
    default void every_option_is_asked_for_but_what_only_code_can_give() {
        var asked = new TreeSet<String>();
        newFactory().create(new SilentSettings("", asked, required()));

        assertThat(sayable(defaults()))
                .extracting(RecordComponent::getName)
                .allMatch(option -> asked.stream().anyMatch(each -> (each + ".").startsWith(option + ".")));
        assertThat(asked).containsAll(alsoAskedFor());
    }

    private List<RecordComponent> sayable(Record options) {
        return Arrays.stream(options.getClass().getRecordComponents())
                .filter(option -> !onlyByCode().contains(option.getName()))
                .toList();
    }

    private Map<String, Object> values(Record options) throws ReflectiveOperationException {
        var values = new HashMap<String, Object>();
        for (var option : sayable(options)) {
            values.put(option.getName(), option.getAccessor().invoke(options));
        }
        return values;
    }
}

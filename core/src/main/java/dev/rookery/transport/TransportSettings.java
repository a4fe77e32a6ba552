package dev.rookery.transport;

import dev.rookery.error.InvalidOptionException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a configuration says about one transporter. Options have the names that they have in code: {@code maxFrameBytes} is what
 * configuration files call {@code max-frame-bytes}.
 *
 * <p>Nothing that reads a value throws. One that cannot be read is noted as a mistake and counts as not given; the start fails with all of them. Used by
 * one thread, and only within {@link TransporterFactory#create}.
 */
public interface TransportSettings {

    /**
     * A text.
     *
     * @param option the name in code
     * @return the text, if it is given and not empty
     */
    Optional<String> text(String option);

    /**
     * A whole number.
     *
     * @param option the name in code
     * @return the number, if it is given
     */
    Optional<Integer> number(String option);

    /**
     * A whole number that may be past two thousand million, such as a count of bytes.
     *
     * @param option the name in code
     * @return the number, if it is given
     */
    Optional<Long> largeNumber(String option);

    /**
     * A number with a fraction.
     *
     * @param option the name in code
     * @return the number, if it is given
     */
    Optional<Double> fraction(String option);

    /**
     * Yes or no.
     *
     * @param option the name in code
     * @return what it is, if it is given
     */
    Optional<Boolean> flag(String option);

    /**
     * A time, written as {@code 5s}, {@code 200ms} or {@code PT5S}.
     *
     * @param option the name in code
     * @return the time, if it is given
     */
    Optional<Duration> duration(String option);

    /**
     * One of several words.
     *
     * @param option the name in code
     * @param type the words; case does not count, nor do dashes in place of underscores
     * @param <E> the words
     * @return the word, if it is given
     */
    <E extends Enum<E>> Optional<E> choice(String option, Class<E> type);

    /**
     * Several texts, separated by commas or listed one by one.
     *
     * @param option the name in code
     * @return the texts; empty if none is given
     */
    List<String> list(String option);

    /**
     * Options below a common name, as those of {@code tls}.
     *
     * @param name the name in code
     * @return the options, perhaps none of them given
     */
    TransportSettings section(String name);

    /**
     * The waits between attempts: {@code first}, {@code longest} and {@code jitter} below a name.
     *
     * @param name the name in code
     * @param usual what holds for those that are not given
     * @return the waits
     * @throws InvalidOptionException if they cannot be
     */
    default Backoff backoff(String name, Backoff usual) {
        var waits = section(name);
        try {
            return new Backoff(
                    waits.duration("first").orElse(usual.first()),
                    waits.duration("longest").orElse(usual.longest()),
                    waits.fraction("jitter").orElse(usual.jitter()));
        } catch (InvalidOptionException refused) {
            throw refused.within(name);
        }
    }

    /**
     * Whether the transporter is for a server. An option that only one of the two sides can have is refused for the other.
     *
     * @return true for a server, false for a client
     */
    boolean isForServer();

    /**
     * How connections are encrypted: {@code tls.certificate}, {@code tls.key}, {@code tls.key-password}, {@code tls.trust}, {@code tls.client-certificates} and {@code tls.verify-hostname}.
     * Blocks while it reads the files.
     *
     * @return the TLS, as soon as one of its options is given and {@code tls.enabled} does not say otherwise
     * @throws InvalidOptionException if a file is missing or is not what it should be
     */
    default Optional<Tls> tls() {
        return TlsSettings.read(section("tls"));
    }

    /**
     * Whether nothing is given here, known or unknown.
     *
     * @return true if there is no option
     */
    boolean isEmpty();
}

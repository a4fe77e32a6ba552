package dev.rookery.interop;

import static java.util.concurrent.TimeUnit.SECONDS;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.slf4j.LoggerFactory;

/** What is logged while this is open: of ours from INFO on, of drivers from WARN on, by SLF4J and by the JDK, with an ellipsis for each number that may differ. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("(?<=127\\.0\\.0\\.1[:/])\\d+|(?<=localhost[:/])\\d+");
    /** Some brokers say why they go if they have the time. */
    private static final Pattern WHY_LOST = Pattern.compile("(?<= was lost: )[^(]+(?= \\()");

    private static final Pattern TIME = Pattern.compile("\\d+(?= m?s\\b)");

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final java.util.logging.Logger jdk = LogManager.getLogManager().getLogger("");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler ofJdk = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add("%-5s %s (%s)".formatted(line.getLevel(), line.getMessage(), line.getLoggerName()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    static LogLines open() {
        var log = new LogLines();
        log.start();
        log.root.addAppender(log);
        log.jdk.addHandler(log.ofJdk);
        return log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        var isOurs = event.getLoggerName().startsWith("dev.rookery");
        if (event.getLoggerName().startsWith("org.apache.kafka")) {
            return; // says each attempt of each of its objects; the page says how to keep it quiet
        }
        if (event.getLevel().isGreaterOrEqual(isOurs ? Level.INFO : Level.WARN)) {
            var driver = isOurs ? "" : " (" + event.getLoggerName() + ")";
            lines.add(shown("%-5s %s%s".formatted(event.getLevel(), event.getFormattedMessage(), driver)));
        }
    }

    /** A line of a text, without what is another one each time. */
    static String shown(String line) {
        var shown = line;
        for (var other : List.of(ADDRESS, TIME, WHY_LOST)) {
            shown = other.matcher(shown).replaceAll("…");
        }
        return shown;
    }

    /** Waits until there is a line of each. */
    void await(String... parts) {
        Awaitility.await().atMost(60, SECONDS).until(() -> Stream.of(parts).allMatch(this::says));
    }

    private boolean says(String part) {
        return lines.stream().anyMatch(line -> line.contains(part));
    }

    /** The lines since the last time, in an order that does not depend on which thread was quicker: what two sides say, by which side. */
    List<String> take() {
        var taken = new ArrayList<>(lines);
        lines.clear();
        taken.sort(Comparator.comparing(LogLines::isOfClient));
        return taken;
    }

    private static boolean isOfClient(String line) {
        return line.contains("(client)");
    }

    @Override
    public void close() {
        jdk.removeHandler(ofJdk);
        root.detachAppender(this);
        stop();
    }
}

package dev.rookery.pipe;

import dev.rookery.pipeline.ArgumentMetadata;
import java.util.Arrays;

/** Does what {@link ParseDate} says. */
final class ParseDatePipe extends ParsePipe {

    @Override
    Prepared prepare(ArgumentMetadata argument) {
        var parameter = new MarkedParameter(argument, "@ParseDate", ParseDatePipe.class);
        var options = parameter.options(ParseDate.class);
        var parser = Arrays.stream(DateParser.values())
                .filter(candidate -> candidate.makes(parameter.type()))
                .findFirst()
                .orElseThrow(() -> parameter.mistake("has @ParseDate and is no date (expected: Instant, OffsetDateTime,"
                        + " LocalDateTime, LocalDate or java.util.Date)"));
        return Prepared.of(parameter, parser, options.optional(), options.status());
    }
}

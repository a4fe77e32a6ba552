package dev.rookery.pipe;

import dev.rookery.pipeline.ArgumentMetadata;

/** Does what {@link ParseLong} says. */
final class ParseLongPipe extends ParsePipe {

    @Override
    Prepared prepare(ArgumentMetadata argument) {
        var parameter = new MarkedParameter(argument, "@ParseLong", ParseLongPipe.class);
        var options = parameter.options(ParseLong.class);
        parameter.requireType(Long.class);
        return Prepared.of(parameter, ScalarParser.LONG, options.optional(), options.status());
    }
}

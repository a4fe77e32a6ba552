package dev.rookery.pipe;

import dev.rookery.pipeline.ArgumentMetadata;

/** Does what {@link ParseInt} says. */
final class ParseIntPipe extends ParsePipe {

    @Override
    Prepared prepare(ArgumentMetadata argument) {
        var parameter = new MarkedParameter(argument, "@ParseInt", ParseIntPipe.class);
        var options = parameter.options(ParseInt.class);
        parameter.requireType(Integer.class);
        return Prepared.of(parameter, ScalarParser.INT, options.optional(), options.status());
    }
}

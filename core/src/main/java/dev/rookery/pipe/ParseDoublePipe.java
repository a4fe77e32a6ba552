package dev.rookery.pipe;

import dev.rookery.pipeline.ArgumentMetadata;

/** Does what {@link ParseDouble} says. */
final class ParseDoublePipe extends ParsePipe {

    @Override
    Prepared prepare(ArgumentMetadata argument) {
        var parameter = new MarkedParameter(argument, "@ParseDouble", ParseDoublePipe.class);
        var options = parameter.options(ParseDouble.class);
        parameter.requireType(Double.class);
        return Prepared.of(parameter, ScalarParser.DOUBLE, options.optional(), options.status());
    }
}

package dev.rookery.pipe;

import dev.rookery.pipeline.ArgumentMetadata;

/** Does what {@link ParseBoolean} says. */
final class ParseBooleanPipe extends ParsePipe {

    @Override
    Prepared prepare(ArgumentMetadata argument) {
        var parameter = new MarkedParameter(argument, "@ParseBoolean", ParseBooleanPipe.class);
        var options = parameter.options(ParseBoolean.class);
        parameter.requireType(Boolean.class);
        return Prepared.of(parameter, ScalarParser.BOOLEAN, options.optional(), options.status());
    }
}

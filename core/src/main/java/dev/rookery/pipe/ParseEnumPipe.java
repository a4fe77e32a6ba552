package dev.rookery.pipe;

import dev.rookery.pipeline.ArgumentMetadata;

/** Does what {@link ParseEnum} says. */
final class ParseEnumPipe extends ParsePipe {

    @Override
    Prepared prepare(ArgumentMetadata argument) {
        var parameter = new MarkedParameter(argument, "@ParseEnum", ParseEnumPipe.class);
        var options = parameter.options(ParseEnum.class);
        if (!parameter.type().isEnum()) {
            throw parameter.mistake("has @ParseEnum and is no enum (expected: a parameter of the enum's type)");
        }
        return Prepared.of(parameter, new EnumParser(parameter.type()), options.optional(), options.status());
    }
}

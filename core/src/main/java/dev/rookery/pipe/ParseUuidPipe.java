package dev.rookery.pipe;

import dev.rookery.pipeline.ArgumentMetadata;
import java.util.Arrays;
import java.util.UUID;

/** Does what {@link ParseUuid} says. */
final class ParseUuidPipe extends ParsePipe {

    @Override
    Prepared prepare(ArgumentMetadata argument) {
        var parameter = new MarkedParameter(argument, "@ParseUuid", ParseUuidPipe.class);
        var options = parameter.options(ParseUuid.class);
        var versions = Arrays.stream(options.version()).boxed().toList();
        for (var version : versions) {
            if (version < UuidParser.FIRST_VERSION || version > UuidParser.LAST_VERSION) {
                throw parameter.mistake("has @ParseUuid(version = " + version + ") (expected: versions from 1 to 8)");
            }
        }
        var asText = parameter.type() == String.class;
        if (!asText) {
            parameter.requireType(UUID.class);
        }
        return Prepared.of(parameter, new UuidParser(versions, asText), options.optional(), options.status());
    }
}

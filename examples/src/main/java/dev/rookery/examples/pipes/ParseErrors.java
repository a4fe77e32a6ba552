package dev.rookery.examples.pipes;

import dev.rookery.annotation.Catch;
import dev.rookery.error.RpcException;
import dev.rookery.pipe.ParseFailedException;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import java.util.Map;

@Catch(ParseFailedException.class)
final class ParseErrors implements ExceptionFilter<ParseFailedException> {
    @Override
    public Object handle(ParseFailedException error, ExecutionContext context) {
        throw new RpcException(Map.of("code", "BAD_ARGUMENT", "place", error.place(), "expected", error.expected()));
    }
}

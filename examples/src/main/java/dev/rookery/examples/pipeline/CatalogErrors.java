package dev.rookery.examples.pipeline;

import dev.rookery.codec.ErrorBody;
import dev.rookery.pipeline.DefaultExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class CatalogErrors extends DefaultExceptionFilter { // every error, since there is no @Catch
    private static final Logger log = LoggerFactory.getLogger(CatalogErrors.class);

    @Override
    protected Optional<ErrorBody> body(Throwable error, ExecutionContext context) {
        log.debug("{} failed", context.handler().getName(), error);
        return error instanceof BookIsOutException
                ? Optional.of(ErrorBody.coded("BOOK_IS_OUT", error.getMessage() + ""))
                : super.body(error, context); // the usual answer
    }
}

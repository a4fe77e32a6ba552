package dev.rookery.validation;

import dev.rookery.error.FieldErrors;
import dev.rookery.error.HttpException;
import java.util.List;
import java.util.Map;

/**
 * What a message brought breaks constraints. The caller gets
 * {@code {"status":"error","statusCode":400,"message":["lines[0].quantity must be greater than 0"],"error":"Bad Request"}}; a filter with
 * {@code @Catch(ValidationFailedException.class)}, or {@link ValidationPipe.Builder#exceptionFactory}, makes something else of it.
 */
public final class ValidationFailedException extends HttpException implements FieldErrors {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;
    private final transient List<Violation> told;

    ValidationFailedException(
            int status, String message, Map<String, ?> details, List<Violation> violations, List<Violation> told) {
        super(status, message, details);
        this.violations = List.copyOf(violations);
        this.told = List.copyOf(told);
    }

    /**
     * What is broken.
     *
     * @return at least one, sorted by path and message; all of them, also where the caller is told less
     */
    public List<Violation> violations() {
        return violations;
    }

    /** {@inheritDoc} As many as stand in the list of messages. */
    @Override
    public List<FieldError> fieldErrors() {
        return told.stream()
                .map(violation -> new FieldError(violation.path(), violation.message()))
                .toList();
    }
}

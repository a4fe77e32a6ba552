package dev.rookery.validation;

import dev.rookery.error.HttpException;
import java.util.List;
import java.util.Map;

/**
 * What a message brought breaks constraints. The caller gets
 * {@code {"status":"error","statusCode":400,"message":["lines[0].quantity must be greater than 0"],"error":"Bad Request"}}; a filter with
 * {@code @Catch(ValidationFailedException.class)}, or {@link ValidationPipe.Builder#exceptionFactory}, makes something else of it.
 */
public final class ValidationFailedException extends HttpException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    ValidationFailedException(int status, String message, Map<String, ?> details, List<Violation> violations) {
        super(status, message, details);
        this.violations = List.copyOf(violations);
    }

    /**
     * What is broken.
     *
     * @return at least one, sorted by path and message; all of them, also where the caller is told less
     */
    public List<Violation> violations() {
        return violations;
    }
}

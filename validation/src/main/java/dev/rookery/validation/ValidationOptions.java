package dev.rookery.validation;

import dev.rookery.internal.ReasonPhrase;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The options of a {@link ValidationPipe}, and the error that they make of violations. */
record ValidationOptions(
        ErrorFormat errorFormat,
        List<Class<?>> groups,
        boolean stopAtFirstError,
        boolean hideMessages,
        int status,
        int maxMessagesLength,
        Locale locale,
        @Nullable Function<List<Violation>, ? extends Exception> exceptionFactory,
        @Nullable Validator ownValidator) {

    static final int DEFAULT_STATUS = 400;
    static final ValidationOptions DEFAULT = new ValidationOptions(
            ErrorFormat.LIST,
            List.of(),
            false,
            false,
            DEFAULT_STATUS,
            ValidationPipe.DEFAULT_MAX_MESSAGES_LENGTH,
            Locale.ENGLISH,
            null,
            null);

    private static final String OMITTED = "Further validation errors were omitted";
    private static final Comparator<Violation> STABLE =
            Comparator.comparing(Violation::path).thenComparing(Violation::message);

    Validator validator() {
        return ownValidator == null ? SharedValidators.in(locale) : ownValidator;
    }

    /** The error for violations, of which there is at least one, in any order. */
    Exception error(List<Violation> unsorted) {
        var violations = unsorted.stream().sorted(STABLE).toList();
        if (exceptionFactory != null) {
            return exceptionFactory.apply(violations);
        }
        var reason = ReasonPhrase.of(status);
        var details = new LinkedHashMap<String, Object>();
        if (hideMessages) {
            return new ValidationFailedException(status, reason, details, violations, List.of());
        }
        var wanted = stopAtFirstError ? firstOfEachPath(violations) : violations;
        var told = withinLimit(wanted);
        details.put("message", messages(told, told.size() < wanted.size()));
        details.put("error", reason);
        var more = violations.size() == 1 ? "" : ", and " + (violations.size() - 1) + " more";
        return new ValidationFailedException(
                status, "Validation failed: " + violations.getFirst().text() + more, details, violations, told);
    }

    private Object messages(List<Violation> told, boolean omitted) {
        return errorFormat == ErrorFormat.LIST ? list(told, omitted) : grouped(told, omitted);
    }

    private static List<Violation> firstOfEachPath(List<Violation> sorted) {
        var paths = new HashSet<String>();
        return sorted.stream().filter(violation -> paths.add(violation.path())).toList();
    }

    /** As Nest counts: the last one told may go beyond the limit. */
    private List<Violation> withinLimit(List<Violation> violations) {
        long remaining = maxMessagesLength;
        for (var index = 0; index < violations.size(); index++) {
            if (remaining <= 0) {
                return violations.subList(0, index);
            }
            var violation = violations.get(index);
            remaining -= violation.path().length() + 1 + violation.message().length();
        }
        return violations;
    }

    private static List<String> list(List<Violation> told, boolean omitted) {
        var list = new ArrayList<String>();
        told.forEach(violation -> list.add(violation.text()));
        if (omitted) {
            list.add(OMITTED);
        }
        return list;
    }

    private static Map<String, List<String>> grouped(List<Violation> told, boolean omitted) {
        var byPath = new LinkedHashMap<String, List<String>>();
        told.forEach(violation -> byPath.computeIfAbsent(violation.path(), path -> new ArrayList<>())
                .add(violation.message()));
        if (omitted) {
            byPath.put("...", List.of(OMITTED));
        }
        return byPath;
    }
}

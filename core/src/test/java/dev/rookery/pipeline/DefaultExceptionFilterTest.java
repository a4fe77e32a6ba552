package dev.rookery.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.codec.ErrorBody;
import dev.rookery.internal.AnsweredException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DefaultExceptionFilterTest {
    private final ExecutionContext message = new SomeMessage(Object.class.getMethods()[0]);

    @Test
    void an_error_stays_what_it_was() {
        var filter = new DefaultExceptionFilter();
        var checked = new Exception("checked");
        var fatal = new AssertionError("fatal");

        assertThatThrownBy(() -> filter.handle(checked, message)).isSameAs(checked);
        assertThatThrownBy(() -> filter.handle(fatal, message)).isSameAs(fatal);
    }

    @Test
    void what_is_neither_exception_nor_error_is_wrapped() {
        var odd = new Throwable("odd");

        assertThatThrownBy(() -> new DefaultExceptionFilter().handle(odd, message))
                .isInstanceOf(IllegalStateException.class)
                .hasCause(odd);
    }

    @Test
    void a_body_of_ones_own_goes_with_the_error_that_it_answers() {
        var error = new Exception("inside");
        var answer = new ErrorBody("outside");
        var filter = new DefaultExceptionFilter() {
            @Override
            protected Optional<ErrorBody> body(Throwable thrown, ExecutionContext context) {
                return Optional.of(answer);
            }
        };

        assertThatThrownBy(() -> filter.handle(error, message))
                .isInstanceOfSatisfying(
                        AnsweredException.class,
                        answered -> assertThat(answered.body()).isSameAs(answer))
                .hasCause(error);
    }
}

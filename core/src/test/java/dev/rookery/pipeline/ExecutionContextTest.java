package dev.rookery.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;

final class ExecutionContextTest {

    @Retention(RetentionPolicy.RUNTIME)
    @interface Role {
        String value();
    }

    @Role("reader")
    static final class Controller {
        @Role("writer")
        void write() {}

        void read() {}
    }

    @Test
    void an_annotation_is_the_methods_else_the_controllers() throws Exception {
        assertThat(context("write").annotation(Role.class))
                .get()
                .extracting(Role::value)
                .isEqualTo("writer");
        assertThat(context("read").annotation(Role.class))
                .get()
                .extracting(Role::value)
                .isEqualTo("reader");
        assertThat(context("read").annotation(Override.class)).isEmpty();
    }

    @Test
    void code_that_is_handed_no_message_finds_the_one_of_its_scope() throws Exception {
        var message = context("read");

        assertThat(CurrentMessage.get()).isEmpty();
        var found = ScopedValue.where(CurrentMessage.SCOPE, message).call(CurrentMessage::get);

        assertThat(found).containsSame(message);
    }

    private static ExecutionContext context(String method) throws NoSuchMethodException {
        return new SomeMessage(Controller.class.getDeclaredMethod(method));
    }
}

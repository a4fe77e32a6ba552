package dev.rookery.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class ReasonsTest {
    @Test
    void what_the_network_said_counts_and_not_what_is_around_it() {
        var said = new ConnectException("finishConnect(..) failed with error(-111): Connection refused");
        var told = new ConnectException(said.getMessage() + ": localhost/127.0.0.1:4222");
        told.initCause(said);

        assertThat(Reasons.of(new CompletionException(new IOException("Unable to connect", told))))
                .isEqualTo("Connection refused");
        assertThat(Reasons.of(new ConnectException("Connection refused: localhost/127.0.0.1:4222")))
                .isEqualTo("Connection refused");
        assertThat(Reasons.of(new ConnectException("Connection refused: /[0:0:0:0:0:0:0:1]:4222")))
                .isEqualTo("Connection refused");
    }

    @Test
    void a_cause_without_a_text_gives_its_name_unless_another_said_something() {
        assertThat(Reasons.of(new IOException((String) null, new ClosedChannelException())))
                .isEqualTo("ClosedChannelException");
        assertThat(Reasons.of(new IOException("the peer went", new ClosedChannelException())))
                .isEqualTo("the peer went");
        assertThat(Reasons.of(null)).isEqualTo("no reason is known");
    }

    @Test
    void what_futures_wrap_around_an_error_is_taken_off() {
        var error = new IOException("why", new IllegalStateException());

        assertThat(Reasons.unwrapped(error)).isSameAs(error);
        assertThat(Reasons.unwrapped(new CompletionException(new ExecutionException(error))))
                .isSameAs(error);
        var empty = new CompletionException(null);
        assertThat(Reasons.unwrapped(empty)).isSameAs(empty);
    }

    @Test
    void a_reason_is_a_part_of_a_sentence() {
        assertThat(Reasons.of(new IOException("The broker closed the connection.")))
                .isEqualTo("The broker closed the connection");
    }

    @Test
    void a_text_with_a_colon_and_a_number_is_left_alone() {
        assertThat(Reasons.of(new IOException("Unsupported: a/b, not 12"))).isEqualTo("Unsupported: a/b, not 12");
    }
}

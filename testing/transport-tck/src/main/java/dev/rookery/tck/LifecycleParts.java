package dev.rookery.tck;

import dev.rookery.annotation.MessagePattern;

/** What the tests of {@link LifecycleContract} serve and call. */
final class LifecycleParts {
    private LifecycleParts() {}

    /** Answers. */
    static final class Ping {
        Ping() {}

        @MessagePattern("ping")
        String ping() {
            return "pong";
        }
    }

    /** Answers when the gate opens. */
    static final class Waiting {
        private final Gate gate;

        Waiting(Gate gate) {
            this.gate = gate;
        }

        @MessagePattern("wait")
        String pass() throws InterruptedException {
            gate.pass();
            return "passed";
        }
    }
}

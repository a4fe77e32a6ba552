package dev.rookery.tck;

import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the topics of the contract have in common: each test gets a harness of its own, which is closed and looked through for leaks
 * afterwards.
 */
@ExtendWith(ContractExtension.class)
@Timeout(60)
public interface Contract {
    /** How long a test waits for what has to come. */
    Duration WAIT = Duration.ofSeconds(30);

    /**
     * Makes what a test needs of the transport. Called once a test; the harness closes it.
     *
     * @return a fixture that no other test uses
     * @throws Exception fails the test
     */
    TransportFixture newFixture() throws Exception;
}

package dev.rookery.tck;

/**
 * All of the contract. Implement it in a test class; there is nothing to write but {@link #newFixture}. A transport with connections that can break
 * implements {@link ConnectionContract} too.
 */
public interface TransporterContract
        extends RequestContract,
                PatternContract,
                WildcardContract,
                CapabilityContract,
                StreamContract,
                EventContract,
                LifecycleContract {}

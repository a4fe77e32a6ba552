package dev.rookery.tck;

/**
 * All of the contract. Implement it in a test class; there is nothing to write but {@link #newFixture}. A transport with connections that can break
 * implements {@link ConnectionContract} too.
 */
public interface TransporterContract
        extends CapabilityContract,
                RequestContract,
                PatternContract,
                WildcardContract,
                ParameterContract,
                PayloadContract,
                StrictPayloadContract,
                CodecHookContract,
                MetadataContract,
                StreamContract,
                DemandContract,
                EventContract,
                ErrorContract,
                FilterContract,
                PipelineContract,
                InterceptorContract,
                DispatchContract,
                OrderContract,
                BoundsContract,
                ConcurrencyContract,
                ClientContract,
                TimeoutContract,
                LifecycleContract,
                ShutdownContract {}

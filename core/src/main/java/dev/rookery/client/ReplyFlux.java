package dev.rookery.client;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** All replies of a request, which is sent when somebody subscribes and asks for the first. */
final class ReplyFlux<T> extends Flux<T> {
    private final ClientCore core;
    private final CallSpec spec;

    ReplyFlux(ClientCore core, CallSpec spec) {
        this.core = core;
        this.spec = spec;
    }

    @Override
    @SuppressWarnings("unchecked") // replies are bound to the type of the call
    public void subscribe(CoreSubscriber<? super T> subscriber) {
        subscriber.onSubscribe(new PendingCall(core, spec, (CoreSubscriber<Object>) subscriber));
    }
}
